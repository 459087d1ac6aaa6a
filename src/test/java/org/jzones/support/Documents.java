package org.jzones.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** What commands print with --json, held against docs/json-schema.json. */
public final class Documents {
    private final JsonSchema schema;

    public Documents() {
        try {
            schema = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                    .getSchema(Files.readString(Path.of("docs/json-schema.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the schema allows it. */
    public boolean isValid(String text) throws IOException {
        return schema.validate(new ObjectMapper().readTree(text)).isEmpty();
    }

    /** The document of this kind, which has to fit the schema. */
    public JsonNode read(String kind, String text) throws IOException {
        JsonNode json = new ObjectMapper().readTree(text);
        assertEquals(Set.of(), schema.validate(json), text);
        assertEquals(kind, json.path("kind").asText());
        return json;
    }
}
