package org.freedomcheckout.gateway;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map.Entry;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/**
 * A message read once: JAXB and the signature see the same events of the same parser, so that what was verified is what
 * is read.
 *
 * @param message what JAXB made of it
 * @param leaves every element without children, under the name by which it is sorted for the signature
 */
record XmlMessage<T>(T message, List<Entry<String, String>> leaves) {

    /** Each message has the root {@code response}, so each has a context of its own. */
    static <T> JAXBContext context(Class<T> type) {
        try {
            return JAXBContext.newInstance(type);
        } catch (JAXBException e) {
            throw new IllegalStateException(type + " has wrong annotations", e);
        }
    }

    /**
     * Reads a document.
     *
     * @throws MalformedXmlException if it is no XML, has a document type, repeats an element that may stand once only, or
     *     has another root than {@code response}
     */
    static <T> XmlMessage<T> read(byte[] document, JAXBContext context, Class<T> type) throws MalformedXmlException {
        try {
            var handler = context.createUnmarshaller().getUnmarshallerHandler();
            var collector = new LeafCollector(reader(), Set.of("response"));
            collector.setContentHandler(handler);
            collector.parse(new InputSource(new ByteArrayInputStream(document)));
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
            var collector = new LeafCollector(reader(), Set.of("response", "request"));
            collector.parse(new InputSource(new ByteArrayInputStream(document)));
            return collector.leaves();
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new MalformedXmlException(e);
        }
    }

    private static XMLReader reader() throws ParserConfigurationException, SAXException {
        var factory = SAXParserFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        factory.setXIncludeAware(false);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
        factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory.newSAXParser().getXMLReader();
    }
}
