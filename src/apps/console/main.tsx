import { createRoot } from 'react-dom/client'
import { must } from '#platform/errors/index.ts'
import './styles.ts'
import { Console } from './console.tsx'

const place = document.getElementById('console')
must(place !== null, 'index.html holds the place of the console')
createRoot(place).render(<Console />)
