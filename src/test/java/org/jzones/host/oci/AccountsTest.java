package org.jzones.host.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.file.Layout;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.support.Program;

/** Whom a zone knows is what its files say; and a zone may have put anything there. */
class AccountsTest {
    @TempDir
    Path directory = Path.of("");

    private Path root = Path.of("");

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectories(directory.resolve("zones/web/root"));
        Files.createDirectories(root.resolve("etc"));
    }

    private Optional<Account> find(String user) {
        return new Accounts(new Layout(directory), root).find(user);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(root.resolve("etc").resolve(name), text);
    }

    @Test
    void anAccountHasItsShellHomeAndGroups() throws IOException {
        write("passwd", "root:x:0:0:root:/root:/bin/bash\nann:x:1000:1001:Ann,,,:/home/ann:/bin/zsh\n");
        write("group", "root:x:0:\nann:x:1001:ann\nwheel:x:10:bob,ann\nadm:x:4:ann\nadm2:x:4:ann\nanna:x:5:anna\n");
        assertEquals(
                Optional.of(new Account("ann", 1000, 1001, List.of(10L, 4L), "/home/ann", "/bin/zsh")), find("ann"));
        assertEquals(Optional.of(new Account("root", 0, 0, List.of(), "/root", "/bin/bash")), find("root"));
        assertEquals(Optional.empty(), find("bob"));
        assertEquals(Optional.empty(), find("an"));
    }

    @Test
    void anyoneIsMeantByNameOrNumberWithAGroupOrWithout() throws IOException {
        write("passwd", "ann:x:1000:1001:Ann,,,:/home/ann:/bin/zsh\n");
        write("group", "ann:x:1001:ann\nwheel:x:10:bob,ann\n");
        Accounts accounts = new Accounts(new Layout(directory), root);
        Account ann = new Account("ann", 1000, 1001, List.of(10L), "/home/ann", "/bin/zsh");
        Account annInWheel = new Account("ann", 1000, 10, List.of(), "/home/ann", "/bin/zsh");
        assertEquals(Optional.of(ann), accounts.findAny("ann"));
        assertEquals(Optional.of(ann), accounts.findAny("1000"));
        assertEquals(Optional.of(annInWheel), accounts.findAny("ann:wheel"));
        assertEquals(Optional.of(annInWheel), accounts.findAny("1000:10"));
        assertEquals(Optional.of(new Account("33", 33, 44, List.of(), "/", "/bin/sh")), accounts.findAny("33:44"));
        assertEquals(Optional.of(new Account("33", 33, 0, List.of(), "/", "/bin/sh")), accounts.findAny("33"));
        for (String nobody : List.of("bob", "ann:bob", "ann:", ":wheel", "", "-1", "4294967295", "33:x")) {
            assertEquals(Optional.empty(), accounts.findAny(nobody), nobody);
        }
    }

    @Test
    void rootIsThereWithoutAnyFiles() throws IOException {
        assertEquals(Optional.of(Account.root()), find("root"));
        assertEquals(Optional.empty(), find("ann"));
        Files.delete(root.resolve("etc"));
        assertEquals(Optional.of(Account.root()), find("root"));
    }

    @Test
    void whatIsLeftOutHasADefault() throws IOException {
        write("passwd", "ann:x:1000:1000:::\nbob:x:1:1::relative:/bin/sh");
        assertEquals("/bin/sh", find("ann").orElseThrow().shell());
        assertEquals("/", find("ann").orElseThrow().home());
        assertEquals("/", find("bob").orElseThrow().home());
    }

    @Test
    void linesThatSayNothingCountForNothing() throws IOException {
        write("passwd", """
                ann:x:-1:0::/:/bin/sh
                ann:x:4294967295:0::/:/bin/sh
                ann:x:99999999999:0::/:/bin/sh
                ann:x::0::/:/bin/sh
                ann:x:1:0::/
                +::::::
                ann
                ann:x:7:8::/home/ann:/bin/sh
                ann:x:0:0::/root:/bin/sh
                """);
        write("group", "a:x:x:ann\nb:x:-1:ann\nc:x:4294967295:ann\nd:x:9:ann\n");
        assertEquals(Optional.of(new Account("ann", 7, 8, List.of(9L), "/home/ann", "/bin/sh")), find("ann"));
    }

    @Test
    void aShellThatIsNoPathIsNone() throws IOException {
        write("passwd", "ann:x:1:1::/:sh\nbob:x:1:1::/:/bin/s\u001bh\n");
        assertEquals(Optional.empty(), find("ann"));
        assertEquals(Optional.empty(), find("bob"));
    }

    private Message refusal() {
        return assertThrows(Failure.class, () -> find("ann")).problems().get(0).message();
    }

    @Test
    void nothingButAFileOfReasonableSizeIsRead() throws IOException {
        Path passwd = root.resolve("etc/passwd");
        Path outside = Files.writeString(directory.resolve("passwd"), "ann:x:1:1::/:/bin/sh\n");
        Files.createSymbolicLink(passwd, outside);
        assertEquals(Message.FILE_IS_LINK, refusal());
        Files.delete(passwd);
        Files.createDirectory(passwd);
        assertEquals(Message.FILE_IS_DIRECTORY, refusal());
        Files.delete(passwd);
        Program.sh("mkfifo \"$1\"", passwd);
        assertEquals(Message.FILE_NOT_REGULAR, refusal());
        Files.delete(passwd);
        write("passwd", "#".repeat(1 << 20) + "\n");
        assertEquals(Message.FILE_TOO_LARGE, refusal());
        write("passwd", "ann:x:1:1::/:/bin/sh\n" + "#".repeat((1 << 20) - 21));
        assertTrue(find("ann").isPresent());
    }

    @Test
    void noLinkOnTheWayLeadsElsewhere() throws IOException {
        Path elsewhere = Files.createDirectories(directory.resolve("etc"));
        Files.writeString(elsewhere.resolve("passwd"), "ann:x:1:1::/:/bin/sh\n");
        Files.delete(root.resolve("etc"));
        for (Path target : List.of(elsewhere, Path.of("../../../etc"))) {
            Files.createSymbolicLink(root.resolve("etc"), target);
            assertTrue(assertThrows(Failure.class, () -> find("ann"))
                                    .problems()
                                    .get(0)
                                    .message()
                            == Message.FILE_READ
                    || find("ann").isEmpty());
            Files.delete(root.resolve("etc"));
        }
    }
}
