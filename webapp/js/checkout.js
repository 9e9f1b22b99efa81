/* The only script of the shopper's pages. Each page also works without it, and no part of it may break another. */
(function () {
  'use strict';

  var started = Date.now();

  function each(selector, act) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), function (element) {
      try {
        act(element);
      } catch (e) {
        /* The page is complete without what failed here. */
      }
    });
  }

  /* A hand-over goes on by itself. Through the prototype, because a field named "submit" would hide the method. */
  function submitAtOnce(form) {
    HTMLFormElement.prototype.submit.call(form);
  }

  /* Back from Freedom Pay inside the frame: the page around the frame shows the result. */
  function breakOut(link) {
    if (window.top === window.self) {
      location.replace(link.href);
    } else {
      window.top.location = link.href;
    }
  }

  /* Two quick clicks post once. The button works again when the browser comes back to the page. */
  function submitOnce(form) {
    var sent = false;
    form.addEventListener('submit', function (event) {
      if (sent) {
        event.preventDefault();
      }
      sent = true;
    });
    window.addEventListener('pageshow', function () {
      sent = false;
    });
  }

  /* A word of patience stands behind the frame until the frame has a page of its own. */
  function coverUntilLoaded(frame) {
    frame.parentNode.classList.add('loading');
    frame.addEventListener('load', function () {
      frame.parentNode.classList.remove('loading');
    });
  }

  /* The server knows the instant, only the browser knows the shopper's clock. */
  function showSince(line) {
    var time = line.querySelector('time');
    var since = new Date(time.getAttribute('datetime'));
    var options = { hour: '2-digit', minute: '2-digit', hour12: false };
    if (isNaN(since.getTime())) {
      return;
    }
    if (Date.now() - since.getTime() > 12 * 3600 * 1000) {
      options.day = 'numeric';
      options.month = 'long';
    }
    time.textContent = since.toLocaleString(document.documentElement.lang, options);
    line.hidden = false;
  }

  function countDown(line) {
    var until = new Date(line.getAttribute('data-until')).getTime();
    var text = line.getAttribute('data-text');
    if (isNaN(until) || !text) {
      return;
    }
    setInterval(function () {
      var minutes = Math.max(1, Math.floor((until - Date.now()) / 60000));
      line.textContent = text.replace('{0}', String(minutes));
    }, 30000);
  }

  /*
   * A page that waits is drawn anew as soon as the status is another one. Events tell it at once; asking goes on beside
   * them, slower, since a proxy may hold events back.
   */
  function watch(main) {
    var shown = main.getAttribute('data-status');
    var payUrl = main.getAttribute('data-pay-url');
    var pause = 3000;
    var left = false;
    var timer;

    function look(text) {
      var status;
      try {
        status = JSON.parse(text).status;
      } catch (e) {
        return;
      }
      if (status && status !== shown && !left) {
        left = true;
        /* Not in the first second, so that a page and a status that disagree cannot make a fast circle. */
        setTimeout(function () {
          location.replace(payUrl);
        }, Math.max(0, 1000 - (Date.now() - started)));
      }
    }

    function ask() {
      var request = new XMLHttpRequest();
      request.onloadend = function () {
        if (request.status === 200) {
          look(request.responseText);
        } else {
          pause = 15000;
        }
        wait();
      };
      request.open('GET', main.getAttribute('data-status-url'));
      request.timeout = 10000;
      request.send();
    }

    function wait() {
      clearTimeout(timer);
      if (!left) {
        timer = setTimeout(ask, pause);
        pause = Math.min(pause * 1.2, 15000);
      }
    }

    function listen() {
      var events = new EventSource(main.getAttribute('data-events-url'));
      events.onopen = function () {
        pause = 15000;
      };
      events.onmessage = function (message) {
        look(message.data);
      };
      window.addEventListener('pagehide', function () {
        events.close();
      });
    }

    wait();
    if (window.EventSource) {
      listen();
    }
    /* Back from the bank's app, or from the browser's memory of pages. */
    document.addEventListener('visibilitychange', function () {
      if (!document.hidden && !left) {
        clearTimeout(timer);
        pause = 3000;
        ask();
      }
    });
    window.addEventListener('pageshow', function (event) {
      if (event.persisted) {
        location.reload();
      }
    });
  }

  each('#slow', function (line) {
    setTimeout(function () {
      line.hidden = false;
    }, 20000);
  });
  each('#print', function (button) {
    button.hidden = false;
    button.addEventListener('click', function () {
      window.print();
    });
  });
  each('#since', showSince);
  each('#deadline', countDown);
  each('#pay-frame', coverUntilLoaded);
  each('form[data-once]', submitOnce);
  each('main[data-status-url]', watch);
  each('a[data-break-out]', breakOut);
  each('form[data-submit-at-once]', submitAtOnce);
})();
