package org.freedomcheckout.sandbox;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** Flat XML documents, read and written. Writes what it may as it may: any order, {@code <x/>} or {@code <x></x>}. */
final class Xml {

    private Xml() {}

    /** The children of the root; an {@link IllegalArgumentException} says that it is no XML. */
    static List<Field> readFlat(String document) {
        try {
            var factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var root = factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(document)))
                    .getDocumentElement();
            var fields = new ArrayList<Field>();
            for (var node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
                if (node instanceof Element element) {
                    fields.add(new Field(element.getLocalName(), element.getTextContent()));
                }
            }
            return fields;
        } catch (Exception e) {
            throw new IllegalArgumentException("no XML", e);
        }
    }

    /** A {@code <response>} with the fields in some order. */
    static String response(List<Field> fields) {
        var shuffled = new ArrayList<>(fields);
        Collections.shuffle(shuffled);
        var xml =
                new StringBuilder("<?xml version=\"1.0\" encoding=\"" + (Random.coin() ? "utf-8" : "UTF-8") + "\"?>\n");
        xml.append("<response>");
        for (var field : shuffled) {
            xml.append(element(field));
        }
        return xml.append("</response>\n").toString();
    }

    private static String element(Field field) {
        return field.value().isEmpty() && Random.coin()
                ? "<" + field.name() + "/>"
                : "<" + field.name() + ">" + escaped(field.value()) + "</" + field.name() + ">";
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;")
                .replace("\r", "&#13;");
    }
}
