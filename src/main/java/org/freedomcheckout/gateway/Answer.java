package org.freedomcheckout.gateway;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What every answer of Freedom Pay's may hold; an empty element is as good as none. */
@XmlAccessorType(XmlAccessType.FIELD)
abstract class Answer {

    @XmlElement(name = "pg_status")
    private @Nullable String status;

    @XmlElement(name = "pg_error_code")
    private @Nullable String errorCode;

    @XmlElement(name = "pg_payment_id")
    private @Nullable String paymentId;

    /** {@code ok}, {@code error}, {@code pending}; whether the request worked, not whether the payment did. */
    final String status() {
        return text(status).orElse("");
    }

    final boolean isError() {
        return status().equalsIgnoreCase("error");
    }

    final String errorCode() {
        return text(errorCode).orElse("unknown");
    }

    final Optional<String> paymentId() {
        return text(paymentId);
    }

    static Optional<String> text(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isEmpty());
    }
}
