package org.jzones.host.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jzones.model.Capabilities;

/** The calls of the kernel that go with a zone's capabilities, as the engine gets them. */
class SeccompTest {
    private static final Path OF_THE_HOST = Path.of("/usr/share/containers/seccomp.json");

    private static JsonNode profile(String limitpriv, String osArch) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            Seccomp.write(json, Capabilities.of(limitpriv).names(), osArch);
        }
        return new ObjectMapper().readTree(text.toString());
    }

    /** What is done with a call, in the order of the rules: {@code allow}, {@code 1}, {@code allow 0=8}. */
    private static List<String> answers(JsonNode profile, String call) {
        List<String> answers = new ArrayList<>();
        for (JsonNode rule : profile.get("syscalls")) {
            for (JsonNode name : rule.get("names")) {
                if (name.asText().equals(call)) {
                    answers.add(answer(rule));
                }
            }
        }
        return answers;
    }

    private static String answer(JsonNode rule) {
        StringBuilder answer = new StringBuilder(
                rule.get("action").asText().equals("SCMP_ACT_ALLOW")
                        ? "allow"
                        : rule.get("errnoRet").asText());
        for (JsonNode arg : rule.path("args")) {
            answer.append(' ')
                    .append(arg.get("index").asInt())
                    .append(arg.get("op").asText().equals("SCMP_CMP_EQ") ? "=" : "!=")
                    .append(arg.get("value").asLong());
        }
        return answer.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "'', read, allow",
        "'', reboot, allow",
        "'', chroot, allow",
        "'!sys_chroot', chroot, 1",
        "'', clock_settime, 1",
        "sys_time, clock_settime, allow",
        "sys_admin, clock_settime, 1",
        "'', bpf, 1",
        "sys_admin, bpf, allow",
        "'', init_module, 1",
        "'', kexec_load, 1",
        "sys_admin, kexec_load, 1",
        "'', socket, 22 0=16 2=9; allow 2!=9; allow 0!=16",
        "audit_write, socket, allow",
        "'', personality, allow 0=0; allow 0=8; allow 0=131072; allow 0=131080; allow 0=4294967295",
        "'', arch_prctl, allow",
        "'', set_tls, ''",
        "'', no_such_call, ''"
    })
    void aCallIsAnsweredAsTheCapabilitiesSay(String limitpriv, String call, String answers) throws IOException {
        assertEquals(answers, String.join("; ", answers(profile(limitpriv, "x86_64"), call)));
    }

    @Test
    void whatIsNotNamedIsNotThere() throws IOException {
        JsonNode profile = profile("", "x86_64");
        assertEquals("SCMP_ACT_ERRNO", profile.get("defaultAction").asText());
        assertEquals(38, profile.get("defaultErrnoRet").asInt());
    }

    @Test
    void machines() throws IOException {
        assertEquals(
                "[\"SCMP_ARCH_X86_64\",\"SCMP_ARCH_X86\",\"SCMP_ARCH_X32\"]",
                profile("", "x86_64").get("architectures").toString());
        JsonNode arm = profile("", "aarch64");
        assertEquals(
                "[\"SCMP_ARCH_AARCH64\",\"SCMP_ARCH_ARM\"]",
                arm.get("architectures").toString());
        assertEquals(List.of("allow"), answers(arm, "set_tls"));
        assertEquals(List.of(), answers(arm, "arch_prctl"));
        JsonNode other = profile("", "riscv64");
        assertFalse(other.has("architectures"));
        assertEquals(List.of("allow"), answers(other, "read"));
        assertEquals(List.of(), answers(other, "arch_prctl"));
    }

    /** The host's file, read by its own rules, says the same. */
    @ParameterizedTest
    @CsvSource({
        "'', x86_64, amd64",
        "sys_time, x86_64, amd64",
        "'sys_admin,audit_write,!sys_chroot', x86_64, amd64",
        "'sys_module,sys_pacct,sys_ptrace,sys_rawio,sys_tty_config,dac_read_search', aarch64, arm64"
    })
    void itIsWhatTheHostsFileSays(String limitpriv, String osArch, String architecture) throws IOException {
        Assumptions.assumeTrue(Files.exists(OF_THE_HOST), "SKIPPED: there is no " + OF_THE_HOST);
        JsonNode theirs = new ObjectMapper().readTree(OF_THE_HOST.toFile());
        JsonNode ours = profile(limitpriv, osArch);
        Set<String> expected = new TreeSet<>();
        for (JsonNode rule : theirs.get("syscalls")) {
            if (fits(rule, Capabilities.of(limitpriv).names(), architecture)) {
                rule.get("names").forEach(name -> expected.add(name.asText() + " " + answer(rule)));
            }
        }
        Set<String> actual = new TreeSet<>();
        for (JsonNode rule : ours.get("syscalls")) {
            rule.get("names").forEach(name -> actual.add(name.asText() + " " + answer(rule)));
        }
        assertEquals(String.join("\n", expected), String.join("\n", actual));
        assertEquals(theirs.get("defaultErrnoRet"), ours.get("defaultErrnoRet"));
        assertTrue(expected.size() > 300);
    }

    private static boolean fits(JsonNode rule, List<String> capabilities, String architecture) {
        JsonNode includes = rule.path("includes");
        JsonNode excludes = rule.path("excludes");
        boolean in = hasNone(includes.path("arches")) || has(includes.path("arches"), List.of(architecture));
        in &= hasNone(includes.path("caps")) || has(includes.path("caps"), capabilities);
        return in && !has(excludes.path("arches"), List.of(architecture)) && !has(excludes.path("caps"), capabilities);
    }

    private static boolean hasNone(JsonNode list) {
        return list.isEmpty();
    }

    private static boolean has(JsonNode list, List<String> any) {
        for (JsonNode word : list) {
            if (any.contains(word.asText())) {
                return true;
            }
        }
        return false;
    }
}
