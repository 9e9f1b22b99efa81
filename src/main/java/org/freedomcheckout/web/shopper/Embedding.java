package org.freedomcheckout.web.shopper;

/** How Freedom Pay's CVC page is shown. */
public enum Embedding {
    /** In a frame of our page; the browser itself posts the signed form. */
    FRAME,
    /** As a page of its own. */
    REDIRECT,
    /** In a frame, but fetched by our server; outside SAQ A. */
    RELAY
}
