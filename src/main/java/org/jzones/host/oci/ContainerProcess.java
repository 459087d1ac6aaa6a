package org.jzones.host.oci;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jzones.file.FileTrouble;
import org.jzones.file.RegularFile;

/**
 * What a container's configuration says of its first program, and what holds for all others in it.
 *
 * @param environment each {@code NAME=VALUE}
 * @param capabilities by the name of the set
 * @param limits those of setrlimit(2)
 */
record ContainerProcess(List<String> environment, Map<String, List<String>> capabilities, List<Limit> limits) {
    /** A limit of each process. */
    record Limit(String type, long soft, long hard) {}

    ContainerProcess {
        environment = List.copyOf(environment);
        capabilities = Map.copyOf(capabilities);
        limits = List.copyOf(limits);
    }

    /** Reads it from a file of ours. @throws org.jzones.model.Failure if that is not what it should be */
    static ContainerProcess read(Path file, String shownPath) {
        try (JsonParser parser = new JsonFactory().createParser(RegularFile.read(file, shownPath))) {
            parser.nextToken();
            ContainerProcess found = new ContainerProcess(List.of(), Map.of(), List.of());
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals("process");
                parser.nextToken();
                if (wanted) {
                    found = process(parser);
                } else {
                    parser.skipChildren();
                }
            }
            return found;
        } catch (IOException e) {
            throw FileTrouble.reading(shownPath, e);
        }
    }

    private static ContainerProcess process(JsonParser parser) throws IOException {
        List<String> environment = List.of();
        Map<String, List<String>> capabilities = new LinkedHashMap<>();
        List<Limit> limits = new ArrayList<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "env" -> environment = texts(parser);
                case "capabilities" -> {
                    while (parser.nextToken() == JsonToken.FIELD_NAME) {
                        String set = parser.currentName();
                        parser.nextToken();
                        capabilities.put(set, texts(parser));
                    }
                }
                case "rlimits" -> {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        limits.add(limit(parser));
                    }
                }
                default -> parser.skipChildren();
            }
        }
        return new ContainerProcess(environment, capabilities, limits);
    }

    private static List<String> texts(JsonParser parser) throws IOException {
        List<String> texts = new ArrayList<>();
        while (parser.nextToken() == JsonToken.VALUE_STRING) {
            texts.add(parser.getText());
        }
        return texts;
    }

    private static Limit limit(JsonParser parser) throws IOException {
        String type = "";
        long soft = 0;
        long hard = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "type" -> type = parser.getText();
                case "soft" -> soft = parser.getLongValue();
                case "hard" -> hard = parser.getLongValue();
                default -> parser.skipChildren();
            }
        }
        return new Limit(type, soft, hard);
    }
}
