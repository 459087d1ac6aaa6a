package org.jzones.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.function.Consumer;

/** One JSON document of docs/json.md, member by member; what is not there has no member. */
final class JsonText {
    static final int VERSION = 1;

    private final StringWriter text = new StringWriter();
    private final JsonGenerator json;

    /** @param kind which document this is */
    JsonText(String kind) {
        try {
            json = new JsonFactory().createGenerator(text);
            DefaultIndenter lines = new DefaultIndenter("  ", "\n");
            json.setPrettyPrinter(
                    new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines));
            json.writeStartObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        put("kind", kind).put("version", VERSION);
    }

    JsonText put(String name, String value) {
        return write(() -> json.writeStringField(name, value));
    }

    JsonText put(String name, long value) {
        return write(() -> json.writeNumberField(name, value));
    }

    JsonText put(String name, BigDecimal value) {
        return write(() -> json.writeNumberField(name, value));
    }

    JsonText put(String name, boolean value) {
        return write(() -> json.writeBooleanField(name, value));
    }

    /** A member whose value nobody knows. */
    JsonText putNull(String name) {
        return write(() -> json.writeNullField(name));
    }

    /** A member that is left out if it is empty. */
    JsonText putUnlessEmpty(String name, String value) {
        return value.isEmpty() ? this : put(name, value);
    }

    JsonText put(String name, Collection<String> values) {
        return write(() -> {
            json.writeArrayFieldStart(name);
            for (String value : values) {
                json.writeString(value);
            }
            json.writeEndArray();
        });
    }

    /** A list of objects. */
    <T> JsonText put(String name, Collection<T> values, Consumer<T> members) {
        return write(() -> {
            json.writeArrayFieldStart(name);
            for (T value : values) {
                json.writeStartObject();
                members.accept(value);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** An object. */
    JsonText put(String name, Runnable members) {
        return write(() -> {
            json.writeObjectFieldStart(name);
            members.run();
            json.writeEndObject();
        });
    }

    /** The whole document, without a line end. */
    String end() {
        write(() -> {
            json.writeEndObject();
            json.close();
        });
        return text.toString();
    }

    private interface Write {
        void run() throws IOException;
    }

    private JsonText write(Write write) {
        try {
            write.run();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there is only memory to write to
        }
    }
}
