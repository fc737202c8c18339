// 朗读: reads the page with the browser's own voice. The button is hidden until this file runs and a voice exists.
const button = document.querySelector('[data-read-aloud]')
const speech = window.speechSynthesis
if (button && speech) {
  const words = { start: button.textContent, stop: button.dataset.stop }
  const set = (reading) => {
    button.textContent = reading ? words.stop : words.start
    button.setAttribute('aria-pressed', String(reading))
    button.classList.toggle('on', reading)
  }
  button.hidden = false
  set(false)
  button.addEventListener('click', () => {
    if (button.getAttribute('aria-pressed') === 'true') {
      speech.cancel()
      set(false)
      return
    }
    const main = document.getElementById('main')
    // One utterance per sentence: long ones stop half-way in several browsers.
    const sentences = (main?.innerText ?? '').split(/(?<=[。！？.!?])\s*|\n+/).filter((text) => text.trim() !== '')
    set(true)
    sentences.forEach((text, index) => {
      const utterance = new SpeechSynthesisUtterance(text)
      utterance.lang = document.documentElement.lang
      utterance.rate = 0.9
      if (index === sentences.length - 1) utterance.onend = () => set(false)
      speech.speak(utterance)
    })
  })
  window.addEventListener('pagehide', () => speech.cancel())
}
