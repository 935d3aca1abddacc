// Optional: a button beside each text that is made to be copied; its words stand in data-copy.
for (const text of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-copy]')) {
  const { copy, copied } = text.dataset
  if (!copy || !navigator.clipboard) continue
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button button-secondary'
  button.textContent = copy
  const told = document.createElement('span')
  told.setAttribute('role', 'status')
  button.addEventListener('click', () => {
    text.select()
    navigator.clipboard.writeText(text.value).then(
      () => (told.textContent = copied ?? ''),
      // refused by the browser: the text is selected, and can be copied by hand
      () => text.focus(),
    )
  })
  const line = document.createElement('p')
  line.className = 'copy-act'
  line.append(button, told)
  text.after(line)
}
