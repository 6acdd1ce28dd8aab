import { csvText } from './csv-text'
import { figureSvg } from './figure-svg'
import { type FileFormat, fileName } from './file-format'

const pixelsPerPixel = 2

/** A cell as plain data: digits where it is a number, nothing where nothing is known. */
function plainText(cell: HTMLTableCellElement): string {
  const data = cell.querySelector('data')
  if (data) return data.value
  const text = (cell.textContent ?? '').replace(/[\u00ad\u2060]/g, '').trim()
  return text === '–' ? '' : text
}

const tableOf = (figure: HTMLElement): string[][] =>
  [...(figure.querySelector<HTMLTableElement>('[data-aside] table')?.rows ?? [])].map((row) => [...row.cells].map(plainText))

async function pngOf(svg: { text: string; width: number; height: number }): Promise<Blob> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg.text)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = Math.ceil(svg.width * pixelsPerPixel)
  canvas.height = Math.ceil(svg.height * pixelsPerPixel)
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('no canvas')
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png')
  })
}

async function contentOf(figure: HTMLElement, format: FileFormat): Promise<Blob> {
  if (format === 'csv') return new Blob([csvText(tableOf(figure))], { type: 'text/csv;charset=utf-8' })
  const svg = figureSvg(figure)
  return format === 'png' ? pngOf(svg) : new Blob([svg.text], { type: 'image/svg+xml' })
}

/** Hands the reader a chart as a file: its picture as it stands in the page, or its table. Throws where the browser cannot make it. */
export async function saveChart(figure: HTMLElement, format: FileFormat, day: string | undefined): Promise<void> {
  const url = URL.createObjectURL(await contentOf(figure, format))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName(figure.dataset.chart ?? 'chart', day, format)
  link.click()
  // The browser has taken the file by the next turn; until then the address must stand.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
