import { notFound } from 'next/navigation'

/** Every address below a language that is no page of ours, so that it is answered in that language. */
export default function NoSuchPage() {
  notFound()
}
