package org.freedomcheckout.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/**
 * The fields of a request in the order in which they are sent, nested names in brackets:
 * {@code pg_receipt_positions[0][name]}.
 */
final class Fields {

    private final List<Entry<String, String>> entries = new ArrayList<>();

    Fields with(String name, String value) {
        entries.add(Map.entry(name, value));
        return this;
    }

    List<Entry<String, String>> entries() {
        return List.copyOf(entries);
    }
}
