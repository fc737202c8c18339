/** The look first, then what only the console has. */
import 'virtual:look.css'
import './css/frame.css'
import './css/sign-in.css'
import './css/lists.css'
import './css/why-in.css'
import './css/today.css'
import './css/roster-desk.css'
