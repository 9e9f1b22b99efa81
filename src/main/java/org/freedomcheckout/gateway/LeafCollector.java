package org.freedomcheckout.gateway;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.XMLFilterImpl;

/**
 * Passes a document on, collects its leaves for the signature, and refuses what JAXB would let through: an element that
 * stands twice where it may stand once (JAXB believes the last), and deep nesting.
 *
 * <p>Leaves directly below the root go by their own names. Deeper ones go by Freedom Pay's composite names: each level
 * adds the element's name and its position among its siblings in three digits.
 */
final class LeafCollector extends XMLFilterImpl {

    private static final int MAX_DEPTH = 8;

    /** What may repeat, and what may hold anything that repeats. */
    private static final Set<String> REPEATABLE = Set.of("card", "pg_refund_payment", "pg_revoked_payment");

    private static final Set<String> LISTS = Set.of("pg_refund_payments", "pg_revoked_payments");

    private final List<Entry<String, String>> leaves = new ArrayList<>();
    private final Deque<Level> open = new ArrayDeque<>();

    private final Set<String> roots;

    LeafCollector(Set<String> roots) {
        this.roots = roots;
    }

    List<Entry<String, String>> leaves() {
        return List.copyOf(leaves);
    }

    /** An element that has begun and not ended. */
    private static final class Level {
        private final String name;
        private final String composite;
        private final StringBuilder text = new StringBuilder();
        private final Set<String> children = new HashSet<>();
        private int childCount;

        Level(String name, String composite) {
            this.name = name;
            this.composite = composite;
        }
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes attributes) throws SAXException {
        var parent = open.peek();
        if (parent == null) {
            if (!roots.contains(localName)) {
                throw new SAXParseException("the root is another", null);
            }
            open.push(new Level(localName, ""));
        } else {
            parent.childCount++;
            var first = parent.children.add(localName);
            if (!first && !REPEATABLE.contains(localName) && !LISTS.contains(parent.name)) {
                throw new SAXParseException("an element stands twice", null);
            }
            var composite = parent.composite + localName + threeDigits(parent.childCount);
            open.push(new Level(localName, composite));
        }
        if (open.size() > MAX_DEPTH) {
            throw new SAXParseException("too deep", null);
        }
        super.startElement(uri, localName, qName, attributes);
    }

    /** What {@code %03d} makes of it. */
    private static String threeDigits(int place) {
        return (place < 10 ? "00" : place < 100 ? "0" : "") + place;
    }

    @Override
    public void characters(char[] chars, int start, int length) throws SAXException {
        var level = open.peek();
        if (level != null) {
            level.text.append(chars, start, length);
        }
        super.characters(chars, start, length);
    }

    @Override
    public void endElement(String uri, String localName, String qName) throws SAXException {
        var ended = open.pop();
        if (ended.childCount == 0 && !open.isEmpty()) {
            // In a flat message the plain name sorts like the composite one, and cannot be swapped with a longer one.
            var name = open.size() == 1 ? ended.name : ended.composite;
            leaves.add(Map.entry(name, ended.text.toString()));
        }
        super.endElement(uri, localName, qName);
    }
}
