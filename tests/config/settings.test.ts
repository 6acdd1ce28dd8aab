import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSettings, SettingsError } from '@/lib/config/settings'
import { lintRules } from '@/lib/schema/vocabulary'

describe('the environment', () => {
  it('has a default for everything', () => {
    const settings = readSettings({})
    expect(settings).toMatchObject({ port: 3000, host: '127.0.0.1', territory: 'ua', seed: 'records', editorTokens: [] })
    expect(settings.dataDir).toMatch(/\.data$/)
    expect(settings.holdHours).toMatchObject({ strike: 3, weather: 0 })
    expect('databaseUrl' in settings).toBe(false)
  })

  it('gives each kind a hold of its own, or the common one', () => {
    const { holdHours } = readSettings({ HOLD_HOURS_OTHER: '1', HOLD_HOURS_CYBER: '6', HOLD_HOURS_WEATHER: '0' })
    expect(holdHours).toEqual({ strike: 3, weather: 0, technical: 1, scheduled: 1, cyber: 6, unknown: 1 })
  })

  it('holds readings as long as strikes, unless told otherwise', () => {
    expect(readSettings({ HOLD_HOURS_STRIKE: '5' }).readingHoldHours).toBe(5)
    expect(readSettings({ HOLD_HOURS_READINGS: '0' }).readingHoldHours).toBe(0)
  })

  it('reads which tiers suffice, which rules of the lint are off, and further words from a file', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'words-')), 'words.txt')
    writeFileSync(file, '# names of this town\nAzovstal\r\n\n Rotterdam+* \n')
    const settings = readSettings({ PUBLISHING_TIERS: '1, 2', LINT_OFF: 'hospital,place', LINT_WORDS_FILE: file, PLACE_RULE: 'review' })
    expect(settings).toMatchObject({
      publishingTiers: [1, 2],
      lint: { rules: ['coordinates', 'address', 'facility', 'word'], words: ['Azovstal', 'Rotterdam+*'] },
      placeRule: 'review',
    })
    expect(readSettings({})).toMatchObject({ publishingTiers: [1, 2, 4], lint: { rules: lintRules, words: [] }, placeRule: 'settlement' })
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

  it('leads to other territories, each at its own address', () => {
    const { otherTerritories } = readSettings({ OTHER_TERRITORIES: 'us=https://us.outages.example/, ' })
    expect(otherTerritories).toEqual([{ code: 'us', address: 'https://us.outages.example' }])
    expect(readSettings({}).otherTerritories).toEqual([])
  })

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['DATABASE_READ_URL', 'mysql://localhost/x'],
    ['DATABASE_READ_URL', 'postgres://localhost/copy'],
    ['EDITOR_TOKENS', 'short'],
    ['SEED', 'everything'],
    ['TERRITORY', 'atlantis'],
    ['OTHER_TERRITORIES', 'us'],
    ['OTHER_TERRITORIES', 'atlantis=https://outages.example'],
    ['OTHER_TERRITORIES', 'us=javascript:alert(1)'],
    ['OTHER_TERRITORIES', 'ua=https://outages.example'],
    ['HOLD_HOURS_STRIKE', '-1'],
    ['HOLD_HOURS_CYBER', 'soon'],
    ['PUBLISHING_TIERS', '5'],
    ['PUBLISHING_TIERS', ','],
    ['LINT_OFF', 'spelling'],
    ['LINT_WORDS_FILE', '/there/is/no/such/file'],
    ['PLACE_RULE', 'anything'],
    ['BODY_LIMIT_BYTES', '5'],
    ['IMPORT_LIMIT_BYTES', 'all'],
    ['TILE_URL', 'tiles.example.org/{z}/{x}/{y}.png'],
    ['TILE_URL', 'javascript:alert({z}{x}{y})'],
    ['TILE_URL', 'https://tiles.example.org/{z}/{x}.png'],
    ['TILE_URL', 'https://{s}.tiles.example.org/{z}/{x}/{y}.png'],
    ['TILE_URL', 'https://tiles.example.org/{z}/{x}/{y}/{z}.png'],
    ['LOG_LEVEL', 'loud'],
    ['DRAIN_SECONDS', '25'],
    ['HEAD_SECONDS', '301'],
    ['METRICS_PORT', '70000'],
  ])('names the variable that is wrong: %s=%s', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(SettingsError)
    expect(() => readSettings({ [name]: value })).toThrow(new RegExp(`^${name}: .+`))
  })
})
