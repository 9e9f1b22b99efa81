package org.freedomcheckout.gateway;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import java.io.IOException;
import java.util.List;
import java.util.Map.Entry;
import java.util.Set;
import javax.xml.parsers.ParserConfigurationException;
import org.xml.sax.SAXException;

/**
 * A message read once: JAXB and the signature see the same events of the same parser, so that what was verified is what
 * is read.
 *
 * @param message what JAXB made of it
 * @param leaves every element without children, under the name by which it is sorted for the signature
 */
record XmlMessage<T>(T message, List<Entry<String, String>> leaves) {

    /**
     * Each message has the root {@code response}, so each has a context of its own. They are made when they are wanted: the
     * first page needs none of them.
     */
    private static final ClassValue<JAXBContext> CONTEXTS = new ClassValue<>() {
        @Override
        protected JAXBContext computeValue(Class<?> type) {
            try {
                return JAXBContext.newInstance(type);
            } catch (JAXBException e) {
                throw new IllegalStateException(type + " has wrong annotations", e);
            }
        }
    };

    /** Reads and writes messages of a type. */
    static JAXBContext context(Class<?> type) {
        return CONTEXTS.get(type);
    }

    /**
     * Reads a document.
     *
     * @throws MalformedXmlException if it is no XML, has a document type, repeats an element that may stand once only, or
     *     has another root than {@code response}
     */
    static <T> XmlMessage<T> read(byte[] document, Class<T> type) throws MalformedXmlException {
        try {
            var handler = context(type).createUnmarshaller().getUnmarshallerHandler();
            var collector = new LeafCollector(Set.of("response"));
            collector.setContentHandler(handler);
            XmlReaders.parseAnswer(document, collector);
            return new XmlMessage<>(type.cast(handler.getResult()), collector.leaves());
        } catch (SAXException | IOException | JAXBException | ParserConfigurationException e) {
            throw new MalformedXmlException(e);
        }
    }

    /**
     * Reads the elements of a call to us, which may be a {@code response} or a {@code request}; binds nothing.
     *
     * @throws MalformedXmlException as above
     */
    static List<Entry<String, String>> leaves(byte[] document) throws MalformedXmlException {
        try {
            var collector = new LeafCollector(Set.of("response", "request"));
            XmlReaders.parseForeign(document, collector);
            return collector.leaves();
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new MalformedXmlException(e);
        }
    }
}
