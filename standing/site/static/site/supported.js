// Says, before the page is drawn, that scripts run: components that need them then show. Without it the page works as it is.
document.body.className +=
  ' js-enabled' + ('noModule' in HTMLScriptElement.prototype ? ' nhsuk-frontend-supported' : '');
