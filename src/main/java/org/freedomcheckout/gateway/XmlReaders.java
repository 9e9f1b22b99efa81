package org.freedomcheckout.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;
import org.xml.sax.helpers.XMLFilterImpl;

/** Strict parsers. */
final class XmlReaders {

    private static final int MAX_IDLE = 16;
    private static final DefaultHandler NOBODY = new DefaultHandler();
    private static final Queue<XMLReader> IDLE = new ArrayBlockingQueue<>(MAX_IDLE);

    private XmlReaders() {}

    /**
     * Reads a document of Freedom Pay's through a filter, with a parser that is used again: making one takes longer than
     * reading a message with it.
     *
     * @throws SAXException if it is no XML, has a document type, or the filter refuses it
     */
    static void parseAnswer(byte[] document, XMLFilterImpl filter)
            throws SAXException, IOException, ParserConfigurationException {
        var idle = IDLE.poll();
        var reader = idle == null ? create() : idle;
        parse(document, filter, reader);
        // One that has thrown is not used again, and none holds on to what it has read.
        reader.setContentHandler(NOBODY);
        reader.setErrorHandler(NOBODY);
        reader.setEntityResolver(NOBODY);
        reader.setDTDHandler(NOBODY);
        var _ = IDLE.offer(reader);
    }

    /** The same for what anybody may have sent: a parser keeps all names it ever saw, so this one is used once. */
    static void parseForeign(byte[] document, XMLFilterImpl filter)
            throws SAXException, IOException, ParserConfigurationException {
        parse(document, filter, create());
    }

    private static void parse(byte[] document, XMLFilterImpl filter, XMLReader reader)
            throws SAXException, IOException {
        filter.setParent(reader);
        filter.parse(new InputSource(new ByteArrayInputStream(document)));
    }

    private static XMLReader create() throws ParserConfigurationException, SAXException {
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
