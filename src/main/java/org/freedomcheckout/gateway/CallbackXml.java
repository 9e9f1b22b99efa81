package org.freedomcheckout.gateway;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map.Entry;
import java.util.Optional;

/** A call in its XML form: one field {@code pg_xml} that holds a document, whose elements are the fields. */
final class CallbackXml {

    private static final String FIELD = "pg_xml";
    private static final int MAX_BYTES = 64 * 1024;

    private CallbackXml() {}

    /**
     * The fields as if they had come as a form.
     *
     * @throws UntrustedException if there is a document that cannot be read
     */
    static ReceivedFields unpack(ReceivedFields received) throws UntrustedException {
        var xml = received.only(FIELD);
        if (xml.isEmpty()) {
            return received;
        }
        var document = xml.get().getBytes(StandardCharsets.UTF_8);
        if (document.length > MAX_BYTES) {
            throw new UntrustedException("too_large", Optional.empty());
        }
        try {
            var fields = new ArrayList<Entry<String, String>>(XmlMessage.leaves(document));
            received.entries().stream()
                    .filter(field -> !field.getKey().equals(FIELD))
                    .forEach(fields::add);
            return new ReceivedFields(fields);
        } catch (MalformedXmlException e) {
            throw new UntrustedException("malformed_xml", Optional.empty());
        }
    }
}
