package org.freedomcheckout.gateway;

import java.util.List;
import java.util.Map.Entry;
import java.util.Optional;

/**
 * Every field that came with a call or a browser, in order, ours and unknown ones too: all of them are signed.
 */
public record ReceivedFields(List<Entry<String, String>> entries) {

    public ReceivedFields {
        entries = List.copyOf(entries);
    }

    /** The value of a field that stands exactly once. */
    public Optional<String> only(String name) {
        var values = entries.stream()
                .filter(field -> field.getKey().equals(name))
                .map(Entry::getValue)
                .toList();
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    boolean hasRepeats() {
        return entries.stream().map(Entry::getKey).distinct().count() < entries.size();
    }
}
