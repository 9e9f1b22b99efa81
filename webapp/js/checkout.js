/* The checkout's only script. Every page also works without it. */
(function () {
  'use strict';

  /* A hand-over form goes on by itself; its button is for browsers without script. */
  var form = document.querySelector('form[data-submit-at-once]');
  if (form) {
    /* Through the prototype: a field named "submit" would hide the method. */
    HTMLFormElement.prototype.submit.call(form);
  }

  /* Back from Freedom Pay inside the frame: the page around it shows the result. */
  var out = document.querySelector('a[data-break-out]');
  if (out) {
    try {
      window.top.location.replace(out.href);
    } catch (e) {
      /* The page around is not ours: the link is there. */
    }
  }

  /* A page that waits: it is drawn anew as soon as the status is another one. */
  var live = document.querySelector('main[data-status-url]');
  if (live) {
    watch(live.getAttribute('data-status'));
  }

  function watch(shown) {
    var events;
    if (window.EventSource) {
      events = new EventSource(live.getAttribute('data-events-url'));
      events.onmessage = function (message) { look(message.data, shown); };
      events.onerror = function () {
        if (events.readyState === 2) {
          poll(shown, 3000);
        }
      };
    } else {
      poll(shown, 3000);
    }
  }

  function poll(shown, pause) {
    setTimeout(function () {
      var request = new XMLHttpRequest();
      request.open('GET', live.getAttribute('data-status-url'));
      request.onload = function () {
        look(request.responseText, shown);
        poll(shown, Math.min(pause * 1.5, 30000));
      };
      request.onerror = function () { poll(shown, Math.min(pause * 2, 30000)); };
      request.send();
    }, pause);
  }

  function look(text, shown) {
    var status;
    try {
      status = JSON.parse(text).status;
    } catch (e) {
      return;
    }
    if (status && status !== shown) {
      location.replace(live.getAttribute('data-pay-url'));
    }
  }
})();
