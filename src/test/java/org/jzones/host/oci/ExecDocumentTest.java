package org.jzones.host.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.host.LoginRequest;
import org.jzones.model.Failure;

/** What an engine gets to run something in a container, byte for byte. */
class ExecDocumentTest {
    private static final String CONTAINER = """
            {"ociVersion":"1.0.2","hostname":"web","root":{"path":"/x","process":{"env":["NO=1"]}},
             "process":{"terminal":true,"args":["/sbin/init"],"env":["PATH=/bin","TERM=xterm","LANG=C","odd"],
              "user":{"uid":0,"gid":0},
              "capabilities":{"bounding":["CAP_KILL","CAP_CHOWN"],"effective":["CAP_KILL"],"permitted":["CAP_KILL"]},
              "rlimits":[{"type":"RLIMIT_MEMLOCK","hard":9223372036854775807,"soft":8192,"more":[1,{"a":2}]}],
              "cwd":"/"},
             "linux":{"process":[1]}}
            """;

    private static final Account ANN = new Account("ann", 1000, 1001, List.of(10L, 4L), "/home/ann", "/bin/zsh");

    @TempDir
    Path directory = Path.of("");

    private ContainerProcess container() throws IOException {
        Path file = Files.writeString(directory.resolve("config.json"), CONTAINER);
        return ContainerProcess.read(file, file.toString());
    }

    private static String document(ContainerProcess container, Account account, LoginRequest login) {
        return new String(ExecDocument.of(container, account, login, "/here"), StandardCharsets.UTF_8);
    }

    @Test
    void aUserHasBoundsButNoCapabilities() throws IOException {
        assertEquals(
                "{'terminal':false,'user':{'uid':1000,'gid':1001,'additionalGids':[10,4],'umask':18},"
                        + "'args':['/bin/zsh','-c','echo \\'a b\\''],"
                        + "'env':['PATH=/bin','TERM=xterm','LANG=C','HOME=/home/ann','USER=ann','LOGNAME=ann','SHELL=/bin/zsh'],"
                        + "'cwd':'/here','noNewPrivileges':false,'capabilities':{'bounding':['CAP_KILL','CAP_CHOWN']},"
                        + "'rlimits':[{'type':'RLIMIT_MEMLOCK','hard':9223372036854775807,'soft':8192}]}",
                document(
                                container(),
                                ANN,
                                new LoginRequest("ann", false, Optional.of("echo \"a b\""), false, Optional.empty()))
                        .replace('"', '\''));
    }

    @Test
    void rootHasThoseOfTheZoneAndALoginHasATerminal() throws IOException {
        assertEquals(
                "{'terminal':true,'user':{'uid':0,'gid':0,'additionalGids':[],'umask':18},'args':['/bin/sh','-l'],"
                        + "'env':['PATH=/bin','TERM=vt100','LANG=C','HOME=/root','USER=root','LOGNAME=root','SHELL=/bin/sh'],"
                        + "'cwd':'/here','noNewPrivileges':false,'capabilities':{'bounding':['CAP_KILL','CAP_CHOWN'],"
                        + "'effective':['CAP_KILL'],'permitted':['CAP_KILL']},"
                        + "'rlimits':[{'type':'RLIMIT_MEMLOCK','hard':9223372036854775807,'soft':8192}]}",
                document(
                                container(),
                                Account.root(),
                                new LoginRequest("root", false, Optional.empty(), true, Optional.of("vt100")))
                        .replace('"', '\''));
    }

    @Test
    void aSafeLoginReadsNoStartUpFiles() throws IOException {
        String document = document(
                container(), Account.root(), new LoginRequest("root", true, Optional.empty(), true, Optional.empty()));
        assertEquals("['/bin/sh']", document.replace('"', '\'').replaceAll(".*'args':(\\[.*?\\]).*", "$1"));
    }

    @Test
    void aConfigurationThatIsNoneIsTold() throws IOException {
        Path file = Files.writeString(directory.resolve("config.json"), "{\"process\":{");
        assertThrows(Failure.class, () -> ContainerProcess.read(file, "config.json"));
    }

    @Test
    void enginesAreKnownByHowTheyBegin() {
        assertEquals(true, ZoneLogin.isEngines("exe"));
        assertEquals(true, ZoneLogin.isEngines("exec failed: unable to start container process: x\n"));
        assertEquals(true, ZoneLogin.isEngines("executable file `/bin/nosh` not found"));
        assertEquals(false, ZoneLogin.isEngines("execute"));
        assertEquals(false, ZoneLogin.isEngines("error"));
    }
}
