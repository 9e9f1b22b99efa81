package org.freedomcheckout.store;

import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Small maps of texts in one column. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Json() {}

    static String write(Map<String, String> map) {
        return MAPPER.writeValueAsString(map);
    }

    static Map<String, String> readMap(String json) {
        return MAPPER.readValue(json, new TypeReference<>() {});
    }
}
