package org.freedomcheckout.gateway;

import jakarta.xml.bind.annotation.XmlRootElement;

/** What {@code cardstorage/remove} answers; only whether it is an error is documented well enough to be read. */
@XmlRootElement(name = "response")
final class CardRemoveResponse extends Answer {

    void check() throws RefusedException {
        if (isError()) {
            throw new RefusedException(errorCode());
        }
    }
}
