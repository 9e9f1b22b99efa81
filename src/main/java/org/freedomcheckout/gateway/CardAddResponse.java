package org.freedomcheckout.gateway;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What {@code cardstorage/add} answers. */
@XmlRootElement(name = "response")
@XmlAccessorType(XmlAccessType.FIELD)
final class CardAddResponse extends Answer {

    @XmlElement(name = "pg_redirect_url")
    private @Nullable String redirectUrl;

    URI page() throws RefusedException, InDoubtException {
        if (isError()) {
            throw new RefusedException(errorCode());
        }
        return text(redirectUrl).flatMap(PageUrls::parse).orElseThrow(() -> new InDoubtException("no_page"));
    }
}
