/**
 * Until the script of the page is here, a choice sends the form as a page without script would by its button: the reader who is quick
 * is not set back. The form says by `data-live` that it applies its choices itself.
 */
export const earlyChoiceScript = `document.addEventListener('change',({target:{form,type}})=>{if(/^(select-one|checkbox)$/.test(type)&&form?.matches('[data-choices]:not([data-live])'))form.requestSubmit()})`
