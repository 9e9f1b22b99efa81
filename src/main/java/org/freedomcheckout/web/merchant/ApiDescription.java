package org.freedomcheckout.web.merchant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code openapi.yaml}, as it is and as a page shows it. */
final class ApiDescription {

    private static final String FILE = "/api/openapi.yaml";
    private static final String WEBHOOK_ADDRESS = "CHECKOUT_WEBHOOK_URL";
    private static final List<String> METHODS = List.of("get", "post", "put", "delete");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JsonNode root = new YAMLMapper().readTree(yaml());

    /** A piece of a description, its lines joined; what stood between backticks is code. */
    record Piece(String text, boolean code) {}

    /** One operation. */
    record Operation(
            String id,
            String method,
            String path,
            String summary,
            List<Piece> description,
            List<Field> parameters,
            Field body,
            List<Example> examples,
            List<Field> responses) {}

    /**
     * A named thing and what is to be said about it.
     *
     * @param shape a type, or the name of a {@link Schema}
     */
    record Field(String name, String shape, boolean required, List<Piece> description) {}

    /** What may be sent. */
    record Example(String summary, String json) {}

    /** Operations that belong together. */
    record Section(String name, List<Piece> description, List<Operation> operations) {}

    /** An object that is sent or answered. */
    record Schema(String name, List<Piece> description, List<Field> fields) {}

    /** The file. */
    static byte[] yaml() {
        try (var in = Objects.requireNonNull(ApiDescription.class.getResourceAsStream(FILE))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String title() {
        return text(root.path("info"), "title");
    }

    List<Piece> introduction() {
        return pieces(root.path("info"));
    }

    List<Section> sections() {
        var sections = new ArrayList<Section>();
        for (var tag : root.path("tags")) {
            var name = text(tag, "name");
            sections.add(new Section(name, pieces(tag), operations(name)));
        }
        return sections;
    }

    private List<Operation> operations(String tag) {
        var operations = new ArrayList<Operation>();
        for (var kind : List.of("paths", "webhooks")) {
            for (var path : root.path(kind).properties()) {
                for (var method : METHODS) {
                    var operation = path.getValue().path(method);
                    if (text(operation.path("tags").path(0)).equals(tag)) {
                        var address = kind.equals("paths") ? path.getKey() : WEBHOOK_ADDRESS;
                        operations.add(operation(address, path.getValue(), method, operation));
                    }
                }
            }
        }
        return operations;
    }

    private Operation operation(String path, JsonNode shared, String method, JsonNode operation) {
        var parameters = new ArrayList<Field>();
        for (var list : List.of(shared.path("parameters"), operation.path("parameters"))) {
            for (var parameter : list) {
                parameters.add(parameter(resolved(parameter)));
            }
        }
        var responses = new ArrayList<Field>();
        for (var response : operation.path("responses").properties()) {
            responses.add(media(response.getKey(), resolved(response.getValue())));
        }
        var body = resolved(operation.path("requestBody"));
        return new Operation(
                text(operation, "operationId"),
                method.toUpperCase(Locale.ROOT),
                path,
                text(operation, "summary"),
                pieces(operation),
                parameters,
                media("", body),
                examples(body),
                responses);
    }

    /** What is sent or answered, and the shape of it; of JSON, which is all there is, the first schema. */
    private Field media(String name, JsonNode message) {
        var shape = message.path("content")
                .valueStream()
                .findFirst()
                .map(media -> shape(media.path("schema")))
                .orElse("");
        return new Field(name, shape, message.path("required").asBoolean(false), pieces(message));
    }

    private Field parameter(JsonNode parameter) {
        var shape = text(parameter, "in") + ", " + shape(parameter.path("schema"));
        return new Field(
                text(parameter, "name"), shape, parameter.path("required").asBoolean(false), pieces(parameter));
    }

    private List<Example> examples(JsonNode body) {
        var media = body.path("content").path("application/json");
        var examples = new ArrayList<Example>();
        for (var example : media.path("examples").properties()) {
            examples.add(new Example(
                    text(example.getValue(), "summary"),
                    pretty(example.getValue().path("value"))));
        }
        var only = media.has("example") ? media.path("example") : example(media.path("schema"));
        if (examples.isEmpty() && !only.isMissingNode()) {
            examples.add(new Example(text(body, "description"), pretty(only)));
        }
        return examples;
    }

    /** The example of a schema, or one that is put together from those of its fields. */
    private JsonNode example(JsonNode reference) {
        var schema = resolved(reference);
        if (schema.has("example") || !schema.has("properties")) {
            return schema.path("example");
        }
        var example = JSON.createObjectNode();
        schema.path("properties")
                .properties()
                .forEach(property -> example.set(property.getKey(), example(property.getValue())));
        return example;
    }

    List<Schema> schemas() {
        var schemas = new ArrayList<Schema>();
        for (var schema : root.path("components").path("schemas").properties()) {
            var fields = new ArrayList<Field>();
            for (var property : schema.getValue().path("properties").properties()) {
                var name = property.getKey();
                var required = schema.getValue()
                        .path("required")
                        .valueStream()
                        .anyMatch(one -> text(one).equals(name));
                fields.add(new Field(name, shape(property.getValue()), required, pieces(property.getValue())));
            }
            schemas.add(new Schema(schema.getKey(), pieces(schema.getValue()), fields));
        }
        return schemas;
    }

    /** What a value looks like, in a few words. */
    private String shape(JsonNode schema) {
        if (schema.has("$ref")) {
            return name(schema);
        }
        for (var one : List.of("anyOf", "allOf")) {
            if (schema.has(one)) {
                return String.join(
                        " or ", schema.path(one).valueStream().map(this::shape).toList());
            }
        }
        if (schema.has("enum")) {
            return String.join(
                    " | ",
                    schema.path("enum")
                            .valueStream()
                            .map(word -> word.isNull() ? "null" : text(word))
                            .toList());
        }
        if (text(schema, "type").equals("array")) {
            return "list of " + shape(schema.path("items"));
        }
        var type = schema.path("type");
        return type.isArray()
                ? String.join(
                        " or ", type.valueStream().map(ApiDescription::text).toList())
                : text(type);
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? root.at(text(node, "$ref").substring(1)) : node;
    }

    private static String name(JsonNode reference) {
        var ref = text(reference, "$ref");
        return ref.substring(ref.lastIndexOf('/') + 1);
    }

    private static String pretty(JsonNode node) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node);
    }

    private static List<Piece> pieces(JsonNode node) {
        var pieces = new ArrayList<Piece>();
        var parts = text(node, "description")
                .strip()
                .replaceAll("(?<!\\n)\\n(?!\\n)", " ")
                .split("`", -1);
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].isEmpty()) {
                pieces.add(new Piece(parts[i], i % 2 != 0));
            }
        }
        return pieces;
    }

    private static String text(JsonNode node, String name) {
        return text(node.path(name));
    }

    private static String text(JsonNode node) {
        return node.asString("");
    }
}
