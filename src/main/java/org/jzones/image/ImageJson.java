package org.jzones.image;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/** An object of JSON in an image. It comes from elsewhere: what is not of the kind it has to be is refused, null is nothing. */
final class ImageJson {
    /** In bytes: what registries take of a manifest, and more than any configuration has. */
    static final int LARGEST = 4 << 20;

    private static final int DEEPEST = 32;
    private static final int MOST_VALUES = 100_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LARGEST)
                    .maxNumberLength(19)
                    .maxNameLength(1 << 12)
                    .build())
            .build();

    private final String shown;
    private final Map<String, Object> values;

    private ImageJson(String shown, Map<String, Object> values) {
        this.shown = shown;
        this.values = values;
    }

    /**
     * Reads an object.
     *
     * @param shown the document for people
     * @throws Failure if it is none
     */
    static ImageJson object(byte[] bytes, String shown) {
        return of(read(bytes, shown), shown, "");
    }

    /** Reads a list of objects. */
    static List<ImageJson> list(byte[] bytes, String shown) {
        return list(read(bytes, shown), shown, "");
    }

    private static @Nullable Object read(byte[] bytes, String shown) {
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            parser.nextToken();
            Object value = new Reading(parser).value();
            if (parser.nextToken() != null) {
                throw Failure.of(Message.IMAGE_JSON, shown, "something follows it");
            }
            return value;
        } catch (JsonProcessingException e) {
            String what = e.getOriginalMessage().replaceAll("[,:] (from|enable) `[^)]*", "");
            throw Failure.of(Message.IMAGE_JSON, shown, Shown.text(what)).causedBy(e);
        } catch (IOException e) { // of what it is read from, which is memory: no characters of the kind it begins with
            throw Failure.of(Message.IMAGE_JSON, shown, "it has to be in UTF-8").causedBy(e);
        }
    }

    private static final class Reading {
        private final JsonParser parser;
        private int count;

        Reading(JsonParser parser) {
            this.parser = parser;
        }

        @Nullable
        Object value() throws IOException {
            if (++count > MOST_VALUES) {
                throw new com.fasterxml.jackson.core.JsonParseException(
                        parser, "it holds more than " + MOST_VALUES + " values");
            }
            JsonToken token = parser.currentToken();
            if (token == JsonToken.START_OBJECT) {
                return members();
            }
            if (token == JsonToken.START_ARRAY) {
                List<Object> all = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    Object one = value();
                    all.add(one == null ? "" : one);
                }
                return all;
            }
            if (token == JsonToken.VALUE_STRING) {
                return parser.getText();
            }
            if (token == JsonToken.VALUE_NUMBER_INT) {
                return parser.getLongValue();
            }
            if (token == null || token == JsonToken.VALUE_NULL) {
                return null;
            }
            return Boolean.valueOf(parser.getText());
        }

        private Map<String, Object> members() throws IOException {
            Map<String, Object> members = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                Object value = value();
                if (value != null) {
                    members.put(name, value);
                }
            }
            return members;
        }
    }

    String shown() {
        return shown;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** A text; empty if it is not there or has nothing in it. */
    Optional<String> text(String name) {
        Object value = values.get(name);
        if (value != null && !(value instanceof String)) {
            throw wrong(shown, name, "a text");
        }
        return Optional.ofNullable((String) value).filter(text -> !text.isEmpty());
    }

    /** A text that has to be there. */
    String require(String name) {
        return text(name).orElseThrow(() -> wrong(shown, name, "a text"));
    }

    /** A number of bytes. */
    long size(String name) {
        if (values.get(name) instanceof Long number && number >= 0) {
            return number;
        }
        throw wrong(shown, name, "a number of bytes");
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        Object value = values.get(name);
        if (value != null && !(value instanceof List)) {
            throw wrong(shown, name, "a list of texts");
        }
        for (Object one : value instanceof List<?> all ? all : List.of()) {
            if (!(one instanceof String text)) {
                throw wrong(shown, name, "a list of texts");
            }
            texts.add(text);
        }
        return texts;
    }

    /** The objects of a list; none if it is not there. */
    List<ImageJson> list(String name) {
        return has(name) ? list(values.get(name), shown, name) : List.of();
    }

    Optional<ImageJson> object(String name) {
        return has(name) ? Optional.of(of(values.get(name), shown, name)) : Optional.empty();
    }

    private static List<ImageJson> list(@Nullable Object value, String shown, String name) {
        if (!(value instanceof List<?> all)) {
            throw wrong(shown, name, "a list");
        }
        return all.stream().map(one -> of(one, shown, name)).toList();
    }

    @SuppressWarnings("unchecked") // maps are made above only, with these keys
    private static ImageJson of(@Nullable Object value, String shown, String name) {
        if (!(value instanceof Map)) {
            throw wrong(shown, name, "an object");
        }
        return new ImageJson(shown, (Map<String, Object>) value);
    }

    private static Failure wrong(String shown, String name, String wanted) {
        return Failure.of(
                Message.IMAGE_JSON, shown, (name.isEmpty() ? "it" : "'" + name + "'") + " has to be " + wanted);
    }
}
