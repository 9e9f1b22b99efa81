package org.freedomcheckout.gateway;

import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlType;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** What we answer to a check request or a result notify. */
@XmlRootElement(name = "response")
@XmlType(propOrder = {"status", "description", "errorDescription", "salt", "signature"})
@XmlAccessorType(XmlAccessType.FIELD)
final class CallbackAnswer {

    @XmlElement(name = "pg_status")
    private @Nullable String status;

    @XmlElement(name = "pg_description")
    private @Nullable String description;

    @XmlElement(name = "pg_error_description")
    private @Nullable String errorDescription;

    @XmlElement(name = "pg_salt")
    private @Nullable String salt;

    @XmlElement(name = "pg_sig")
    private @Nullable String signature;

    /** For JAXB. */
    CallbackAnswer() {}

    static CallbackAnswer of(CallbackStatus status, String text, String salt, Signer signer) {
        var answer = new CallbackAnswer();
        var fields = new Fields().with("pg_salt", salt).with("pg_status", status.word());
        answer.status = status.word();
        answer.salt = salt;
        if (status == CallbackStatus.ERROR) {
            answer.errorDescription = text;
            fields.with("pg_error_description", text);
        } else {
            answer.description = text;
            fields.with("pg_description", text);
        }
        answer.signature = signer.sign(fields);
        return answer;
    }

    /** Signs with the script name of our address and the current secret. */
    @FunctionalInterface
    interface Signer {
        String sign(Fields fields);
    }

    byte[] toXml() {
        try {
            var marshaller = XmlMessage.context(CallbackAnswer.class).createMarshaller();
            marshaller.setProperty(Marshaller.JAXB_ENCODING, "UTF-8");
            var out = new ByteArrayOutputStream();
            marshaller.marshal(this, out);
            return out.toByteArray();
        } catch (JAXBException e) {
            throw new IllegalStateException("an answer of ours cannot be written", e);
        }
    }
}
