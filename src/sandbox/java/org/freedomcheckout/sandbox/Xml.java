package org.freedomcheckout.sandbox;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** XML documents, read and written; an empty element is {@code <x/>} or {@code <x></x>}, by chance. */
final class Xml {

    private Xml() {}

    /** What is in the root; an {@link IllegalArgumentException} says that it is no XML. */
    static List<Field> read(String document) {
        try {
            var factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return children(factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(document)))
                    .getDocumentElement());
        } catch (Exception e) {
            throw new IllegalArgumentException("no XML", e);
        }
    }

    private static List<Field> children(Element parent) {
        var fields = new ArrayList<Field>();
        for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                var inside = children(element);
                fields.add(
                        inside.isEmpty()
                                ? new Field(element.getLocalName(), element.getTextContent())
                                : Field.of(element.getLocalName(), inside));
            }
        }
        return fields;
    }

    /** A {@code <response>} with the fields in this order. */
    static String response(List<Field> fields) {
        var xml =
                new StringBuilder("<?xml version=\"1.0\" encoding=\"" + (Random.coin() ? "utf-8" : "UTF-8") + "\"?>\n");
        xml.append("<response>");
        for (var field : fields) {
            xml.append(element(field));
        }
        return xml.append("</response>\n").toString();
    }

    private static String element(Field field) {
        if (!field.children().isEmpty()) {
            var inside = new StringBuilder();
            field.children().forEach(child -> inside.append(element(child)));
            return "<" + field.name() + ">" + inside + "</" + field.name() + ">";
        }
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
