package org.jzones.host.oci;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jzones.host.LoginRequest;

/** What the engine gets to run something more in a container (spec 5.7). */
final class ExecDocument {
    private static final int UMASK = 022;

    private ExecDocument() {}

    /**
     * The document.
     *
     * @param workingDirectory a directory of the zone
     */
    static byte[] of(ContainerProcess container, Account account, LoginRequest login, String workingDirectory) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            json.writeStartObject();
            json.writeBooleanField("terminal", login.hasTerminal());
            json.writeObjectFieldStart("user");
            json.writeNumberField("uid", account.uid());
            json.writeNumberField("gid", account.gid());
            json.writeArrayFieldStart("additionalGids");
            for (long group : account.groups()) {
                json.writeNumber(group);
            }
            json.writeEndArray();
            json.writeNumberField("umask", UMASK);
            json.writeEndObject();
            texts(json, "args", words(account, login));
            texts(json, "env", environment(container, account, login));
            json.writeStringField("cwd", workingDirectory);
            json.writeBooleanField("noNewPrivileges", false);
            json.writeObjectFieldStart("capabilities");
            List<String> most = container.capabilities().getOrDefault(SETS.get(0), List.of());
            for (String set : account.isRoot() ? SETS : List.of(SETS.get(0))) {
                texts(json, set, container.capabilities().getOrDefault(set, most));
            }
            json.writeEndObject();
            json.writeArrayFieldStart("rlimits");
            for (ContainerProcess.Limit limit : container.limits()) {
                json.writeStartObject();
                json.writeStringField("type", limit.type());
                json.writeNumberField("hard", limit.hard());
                json.writeNumberField("soft", limit.soft());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Those a user has too come first; root has all of them, also where the first program is a user's. */
    private static final List<String> SETS = List.of("bounding", "effective", "permitted");

    private static List<String> words(Account account, LoginRequest login) {
        return login.command()
                .map(command -> List.of(account.shell(), "-c", command))
                .orElseGet(() -> login.isSafe() ? List.of(account.shell()) : List.of(account.shell(), "-l"));
    }

    private static List<String> environment(ContainerProcess container, Account account, LoginRequest login) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String variable : container.environment()) {
            int equals = variable.indexOf('=');
            if (equals > 0) {
                variables.put(variable.substring(0, equals), variable.substring(equals + 1));
            }
        }
        variables.put("HOME", account.home());
        variables.put("USER", account.name());
        variables.put("LOGNAME", account.name());
        variables.put("SHELL", account.shell());
        Optional<String> terminal = login.terminalType();
        terminal.ifPresent(type -> variables.put("TERM", type));
        return variables.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList();
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
