/** The look first, then what only the console has. */
import 'virtual:look.css'
import './console.css'
