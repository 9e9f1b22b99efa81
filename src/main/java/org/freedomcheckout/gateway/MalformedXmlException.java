package org.freedomcheckout.gateway;

/** A document that is not the XML it should be. */
final class MalformedXmlException extends Exception {

    private static final long serialVersionUID = 1;

    MalformedXmlException(Throwable cause) {
        super("malformed XML", cause);
    }
}
