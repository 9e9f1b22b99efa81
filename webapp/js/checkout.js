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
      if (sent || navigator.onLine === false) {
        event.preventDefault();
        return;
      }
      sent = true;
    });
    window.addEventListener('pageshow', function () {
      sent = false;
    });
  }

  function show(id, visible) {
    var element = document.getElementById(id);
    if (element) {
      element.hidden = !visible;
    }
  }

  /* Seconds since the page came; a wrong clock does not matter, a clock that is put right does little. */
  function passed() {
    return Math.max(0, Math.floor((Date.now() - started) / 1000));
  }

  function twoDigits(number) {
    return (number < 10 ? '0' : '') + number;
  }

  /* As the server writes it: 1:05, 2:00:05. */
  function clock(seconds) {
    var hours = Math.floor(seconds / 3600);
    var minutes = Math.floor(seconds / 60) % 60;
    return (hours ? hours + ':' + twoDigits(minutes) : minutes) + ':' + twoDigits(seconds % 60);
  }

  /*
   * Bones and a word of patience stand behind the frame until Freedom Pay's page is in it: another site's, so its
   * document is not ours to see. After a while we show the other ways.
   */
  function coverUntilLoaded(frame) {
    var box = frame.parentNode;
    var late;

    function arrived() {
      var inside = frame.contentDocument;
      var main = inside && inside.querySelector('main[data-page]');
      return !inside || (main && !/^cvc(-wait)?$/.test(main.getAttribute('data-page')));
    }

    function look() {
      if (arrived()) {
        clearTimeout(late);
        box.classList.remove('loading');
        show('frame-slow', false);
      }
    }

    box.classList.add('loading');
    late = setTimeout(function () {
      show('frame-slow', true);
      document.getElementById('elsewhere').open = true;
    }, 12000);
    frame.addEventListener('load', look);
    look();
  }

  /* The link for another device. Old and in-app browsers have no clipboard for us: there the link is marked. */
  function copyLink(button) {
    var link = document.getElementById('address');

    function mark() {
      var range = document.createRange();
      range.selectNodeContents(link);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      return document.execCommand('copy');
    }

    button.hidden = false;
    button.addEventListener('click', function () {
      var said = function (done) {
        show('copied', done);
      };
      if (navigator.clipboard) {
        navigator.clipboard.writeText(link.href).then(function () {
          said(true);
        }, function () {
          said(mark());
        });
      } else {
        said(mark());
      }
    });
  }

  /* Says aloud once in a while what everybody sees each second. */
  function countDown(line) {
    var begin = Number(line.getAttribute('data-seconds'));
    var aloud = document.getElementById('deadline-aloud');
    var said = begin;
    var timer;

    function text(left) {
      if (left <= 0) {
        return line.getAttribute('data-over');
      }
      var minutes = Math.floor(left / 60);
      var words = minutes < 5 ? ['left', clock(left)]
        : minutes < 120 ? ['minutes', minutes]
          : minutes < 2880 ? ['hours', Math.floor(minutes / 60)] : ['days', Math.floor(minutes / 1440)];
      return line.getAttribute('data-' + words[0]).replace('{0}', words[1]);
    }

    function tick() {
      var left = Math.max(0, begin - passed());
      var now = text(left);
      if (line.textContent !== now) {
        line.textContent = now;
      }
      line.classList.toggle('soon', left < 120);
      [300, 60, 0].forEach(function (mark) {
        if (left <= mark && said > mark) {
          said = left;
          aloud.textContent = now;
        }
      });
      if (left === 0) {
        clearInterval(timer);
        /* Only the server knows whether it is over. A page that watches for it is not torn from what it shows. */
        if (!document.getElementById('watch')) {
          setTimeout(function () {
            location.reload();
          }, 10000);
        }
      }
    }

    timer = setInterval(tick, 1000);
    tick();
  }

  /* How long it has been; then that the outcome is not known. */
  function countUp(line) {
    var begin = Number(line.getAttribute('data-seconds'));
    var limit = Number(line.getAttribute('data-doubt'));
    var doubt = document.getElementById('doubt');
    setInterval(function () {
      var seconds = begin + passed();
      line.textContent = line.getAttribute('data-text').replace('{0}', clock(seconds));
      show('slow', seconds >= 20);
      if (seconds >= limit && doubt.hidden) {
        var reading = document.getElementById('waiting').contains(document.activeElement);
        show('doubt', true);
        show('waiting', false);
        if (reading) {
          focusOn(document.querySelector('main'));
        }
        document.title = document.title.replace(/^[^–]*/, doubt.getAttribute('data-title') + ' ');
      }
    }, 1000);
  }

  /* The receipt as a few lines of text, for a chat or a note: web views inside of apps seldom print. */
  function share(button) {
    function lines() {
      var all = [document.title, document.getElementById('amount').textContent];
      each('.receipt > div', function (row) {
        all.push(row.querySelector('dt').textContent + ': ' + row.querySelector('dd').textContent);
      });
      return all.join('\n');
    }

    button.hidden = !navigator.share;
    button.addEventListener('click', function () {
      navigator.share({ title: document.title, text: lines() }).catch(function () {
        /* The shopper thought better of it. */
      });
    });
  }

  /* The way back to the shop, counted while somebody looks, and stopped by a click. */
  function goBack(box) {
    var left = Number(box.getAttribute('data-seconds'));
    var timer = setInterval(function () {
      if (document.hidden) {
        return;
      }
      left -= 1;
      box.querySelector('p').textContent = box.getAttribute('data-text').replace('{0}', String(Math.max(0, left)));
      if (left <= 0) {
        clearInterval(timer);
        location.assign(box.getAttribute('data-url'));
      }
    }, 1000);

    function stop() {
      clearInterval(timer);
      box.hidden = true;
    }

    document.getElementById('stay').addEventListener('click', function (event) {
      event.preventDefault();
      stop();
      focusOn(document.querySelector('main'));
    });
    window.addEventListener('beforeprint', stop);
    each('#share', function (button) {
      button.addEventListener('click', stop);
    });
  }

  function goOn(link) {
    setTimeout(function () {
      location.assign(link.href);
    }, 2000);
  }

  function lookAgain() {
    setTimeout(function () {
      location.reload();
    }, 2000);
  }

  /* After a step of the payment a reader begins where the news is. */
  function focusOn(main) {
    var heading = main.querySelector('h1');
    if (heading.offsetParent === null) {
      heading = main.querySelector('#doubt h1');
    }
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }

  /* The bank brings a shopper back to an address that knows nothing of the chosen language; the tab does. */
  function keepLanguage(links) {
    var chosen = /[?&]lang=([a-z]{2})(&|$)/.exec(location.search);
    if (chosen) {
      sessionStorage.setItem('lang', chosen[1]);
      return;
    }
    var kept = sessionStorage.getItem('lang');
    var link = kept && kept !== document.documentElement.lang && links.querySelector('[hreflang="' + kept + '"]');
    if (link) {
      location.replace(link.href);
    }
  }

  function online(is) {
    show('offline', !is);
  }

  /*
   * A page that may be overtaken is drawn anew as soon as the status is another one. Events tell it at once; asking goes
   * on beside them, slower, since a proxy may hold events back.
   */
  function watch(place) {
    var shown = place.getAttribute('data-status');
    var payUrl = place.getAttribute('data-pay-url');
    var pause = 3000;
    var left = false;
    var failures = 0;
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
        setTimeout(leave, Math.max(0, 1000 - (Date.now() - started)));
      }
    }

    /* Without a network the browser would show its own page of errors, and stay there. */
    function leave() {
      if (navigator.onLine === false) {
        window.addEventListener('online', leave);
      } else {
        location.replace(payUrl);
      }
    }

    function ask() {
      var request = new XMLHttpRequest();
      request.onloadend = function () {
        failures = request.status ? 0 : failures + 1;
        if (failures !== 1) {
          online(failures === 0);
        }
        if (request.status === 200) {
          look(request.responseText);
        } else if (request.status) {
          pause = 15000;
        }
        wait();
      };
      request.open('GET', place.getAttribute('data-status-url'));
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
      var events = new EventSource(place.getAttribute('data-events-url'));
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
    window.addEventListener('online', function () {
      if (!left) {
        clearTimeout(timer);
        pause = 3000;
        ask();
      }
    });
  }

  window.addEventListener('pageshow', function (event) {
    if (event.persisted) {
      location.reload();
    }
  });
  each('.languages', keepLanguage);
  each('#offline', function () {
    window.addEventListener('online', function () {
      online(true);
    });
    window.addEventListener('offline', function () {
      online(false);
    });
    online(navigator.onLine !== false);
  });
  each('#print', function (button) {
    button.hidden = !window.print;
    button.addEventListener('click', function () {
      window.print();
    });
  });
  each('#share', share);
  each('main[data-focus]', focusOn);
  each('#deadline', countDown);
  each('#elapsed', countUp);
  each('#copy', copyLink);
  each('#going-back', goBack);
  each('[data-go-on]', goOn);
  each('main[data-look-again]', lookAgain);
  each('#pay-frame', coverUntilLoaded);
  each('form[data-once]', submitOnce);
  each('#watch', watch);
  each('a[data-break-out]', breakOut);
  each('form[data-submit-at-once]', submitAtOnce);
})();
