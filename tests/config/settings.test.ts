import { describe, expect, it } from 'vitest'
import { readSettings, SettingsError } from '@/lib/config/settings'

describe('the environment', () => {
  it('has a default for everything', () => {
    const settings = readSettings({})
    expect(settings).toMatchObject({ port: 3000, host: '127.0.0.1', territory: 'ua', seed: 'records', editorTokens: [] })
    expect(settings.dataDir).toMatch(/\.data$/)
    expect(settings.holdHours).toMatchObject({ strike: 3, weather: 0 })
    expect('databaseUrl' in settings).toBe(false)
  })

  it('takes an empty value as none', () => {
    expect(readSettings({ PORT: '', DATABASE_URL: '' })).toEqual(readSettings({}))
  })

  it('reads a list of tokens', () => {
    expect(readSettings({ EDITOR_TOKENS: ' first-long-token , second-long-token,' }).editorTokens).toEqual([
      'first-long-token',
      'second-long-token',
    ])
  })

  it('has tiles with whose they are, and none of nobody', () => {
    const url = 'https://tiles.example.org/{z}/{x}/{y}.png'
    expect(readSettings({ TILE_URL: url, TILE_ATTRIBUTION: '© Somebody' }).tiles).toEqual({ url, attribution: '© Somebody' })
    expect('tiles' in readSettings({ TILE_ATTRIBUTION: '© Somebody' })).toBe(false)
    expect(() => readSettings({ TILE_URL: url })).toThrow(/^TILE_ATTRIBUTION: .+/)
  })

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['EDITOR_TOKENS', 'short'],
    ['SEED', 'everything'],
    ['HOLD_HOURS_STRIKE', '-1'],
    ['BODY_LIMIT_BYTES', '5'],
    ['TILE_URL', 'tiles.example.org/{z}/{x}/{y}.png'],
    ['TILE_URL', 'javascript:alert({z}{x}{y})'],
    ['TILE_URL', 'https://tiles.example.org/{z}/{x}.png'],
    ['TILE_URL', 'https://{s}.tiles.example.org/{z}/{x}/{y}.png'],
    ['TILE_URL', 'https://tiles.example.org/{z}/{x}/{y}/{z}.png'],
  ])('names the variable that is wrong: %s=%s', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(SettingsError)
    expect(() => readSettings({ [name]: value })).toThrow(new RegExp(`^${name}: .+`))
  })
})
