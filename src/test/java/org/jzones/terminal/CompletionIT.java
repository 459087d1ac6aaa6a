package org.jzones.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.support.Program;
import org.jzones.support.Pty;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** The completion scripts that the build makes, in a real shell. */
class CompletionIT {
    private static final Path SCRIPTS = Path.of("target/completion").toAbsolutePath();

    @TempDir
    Path directory = Path.of("");

    /** What bash takes for /etc/hosts. */
    private Path hosts() throws IOException {
        return Files.writeString(directory.resolve("hosts"), "192.0.2.1 alpha\n192.0.2.2 beta\n");
    }

    /** What bash offers for the last of the words, sorted. */
    private List<String> offered(String... words) throws IOException, InterruptedException {
        return inOrder(words).stream().sorted().toList();
    }

    private List<String> inOrder(String... words) throws IOException, InterruptedException {
        String quoted = Arrays.stream(words).map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        String script = "source " + SCRIPTS.resolve(words[0]) + "\n"
                + "COMP_WORDS=(" + quoted + ")\nCOMP_CWORD=" + (words.length - 1) + "\n"
                + "_complete_" + words[0] + "\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n";
        Result result = Program.of("bash", "--norc", "-c", script)
                .with(Map.of(
                        "ZONES_ROOT",
                        directory.resolve("host").toString(),
                        "HOSTFILE",
                        hosts().toString(),
                        "HOME",
                        directory.toString()))
                .run();
        assertEquals(0, result.status(), result.out()); // compopt complains outside a completion, on standard error
        return result.out().lines().filter(line -> !line.isBlank()).toList();
    }

    @Test
    void zoneadmCompletesSubcommandsAndTheirOptions() throws IOException, InterruptedException {
        assertEquals(List.of("attach"), offered("zoneadm", "-z", "z", "at"));
        assertEquals(List.of("list"), offered("zoneadm", "li"));
        assertEquals(List.of("uninstall"), offered("zoneadm", "-R", "/x", "-z", "z", "un"));
        assertEquals(List.of("ready", "reboot"), offered("zoneadm", "help", "re"));
        assertTrue(offered("zoneadm", "-z", "z", "attach", "-").containsAll(List.of("-F", "-n")));
        assertTrue(offered("zoneadm", "-").containsAll(List.of("-R", "-u", "-z")));
    }

    @Test
    void zonecfgCompletesTheFirstCommandAndWhatFollowsIt() throws IOException, InterruptedException {
        assertEquals(List.of("export"), offered("zonecfg", "-z", "z", "exp"));
        assertEquals(List.of("-F", "-a", "-b", "-t"), offered("zonecfg", "-z", "z", "create", "-"));
        assertEquals(List.of("capped-cpu", "capped-memory"), offered("zonecfg", "-z", "z", "add", "cap"));
        assertEquals(List.of("autoboot="), offered("zonecfg", "-z", "z", "set", "au"));
        assertTrue(offered("zonecfg", "-").containsAll(List.of("-R", "-f", "-u", "-z")));
    }

    @Test
    void zonesAreThoseOfTheHost() throws IOException, InterruptedException {
        TestHost host = TestHost.empty(directory.resolve("host"));
        assertEquals(List.of(), offered("zoneadm", "-z", ""));
        host.write("/etc/zones/index", "# zones\nglobal:installed:/\nweb1:configured:/a:\nweb-2:installed:\"/b:c\":\n");
        assertEquals(List.of("global", "web-2", "web1"), offered("zoneadm", "-z", ""));
        assertEquals(List.of("web-2", "web1"), offered("zonecfg", "-z", "we"));
    }

    @Test
    void zonemoveCompletesTheZoneThenHosts() throws IOException, InterruptedException {
        TestHost host = TestHost.empty(directory.resolve("host"));
        host.write("/etc/zones/index", "z:configured:/a:\nweb1:configured:/b:\n");
        assertEquals(List.of("web1"), offered("zonemove", "we"));
        assertEquals(List.of("web1", "z"), offered("zonemove", "-u", "-l", "root", ""));
        assertEquals(List.of("web1"), offered("zonemove", "--resume", "we"));
        assertEquals(List.of("web1"), offered("zonemove", "-p", "22", "--abort", "we"));
        assertEquals(List.of("alpha", "beta"), offered("zonemove", "web1", ""));
        assertEquals(List.of("beta"), offered("zonemove", "--to-best", "web1", "alpha", "b"));
        assertEquals(List.of("new@alpha"), offered("zonemove", "web1", "new@a"));
        assertEquals(List.of("--remote-root", "--remote-zoneadm"), offered("zonemove", "--rem"));
        assertTrue(offered("zonemove", "-").containsAll(List.of("-n", "-c", "-R", "--to-best", "--resume")));
    }

    @Test
    void hostsAreThoseThatSshKnowsByName() throws IOException, InterruptedException {
        Path ssh = Files.createDirectories(directory.resolve(".ssh"));
        Files.writeString(ssh.resolve("known_hosts"), """
                # gamma
                gamma,192.0.2.3 ssh-ed25519 AAAA
                [delta.example.com]:2222 ssh-ed25519 AAAA
                |1|abc=|def= ssh-ed25519 AAAA
                @cert-authority *.epsilon ssh-ed25519 AAAA
                $(touch${IFS}ran),zeta ssh-ed25519 AAAA
                !eta,th?ta ssh-ed25519 AAAA
                """);
        Files.writeString(ssh.resolve("config"), """
                Host iota *.kappa !lambda "mu"
                  HostName 192.0.2.9
                host=nu
                Host `touch\tran`
                """);
        List<String> all = offered("zonemove", "web1", "");
        assertEquals(
                List.of("192.0.2.3", "alpha", "beta", "delta.example.com", "gamma", "iota", "mu", "nu", "zeta"),
                all.stream().filter(name -> !name.equals("ran")).toList());
        assertEquals(List.of("new@gamma"), offered("zonemove", "web1", "new@ga"));
        assertFalse(Files.exists(Path.of("ran")), "the name of a host was run");
    }

    @Test
    void globalIsOfferedOnlyWhereItCanBeNamedAndCloneTakesWhatIsInstalled() throws IOException, InterruptedException {
        TestHost host = TestHost.empty(directory.resolve("host"));
        host.write(
                "/etc/zones/index",
                "global:installed:/\nweb1:installed:/a:\nweb2:configured:/b:\nglobal2:installed:/c:\n");
        assertEquals(List.of("global", "global2", "web1", "web2"), offered("zoneadm", "-z", ""));
        assertEquals(List.of("global", "global2"), offered("zonecfg", "-z", "glo"));
        assertEquals(List.of("global2"), offered("zonemove", "glo"));
        assertEquals(List.of("global2"), offered("zonemove", "--resume", "glo"));
        assertEquals(List.of("global2"), offered("zoneplace", "-z", "glo"));
        assertEquals(List.of("global2", "web1"), offered("zoneadm", "-z", "web2", "clone", ""));
        assertEquals(List.of("web1"), offered("zoneadm", "-z", "web2", "clone", "-m", "copy", "we"));
    }

    @Test
    void operandsAreCountedWhateverTheyAreCalled() throws IOException, InterruptedException {
        TestHost host = TestHost.empty(directory.resolve("host"));
        host.write("/etc/zones/index", "z:configured:/a:\n");
        // z is in --zonepath, -nu is two options, and u is one only with a hyphen
        assertEquals(List.of("alpha"), offered("zonemove", "z", "al"));
        assertEquals(List.of("alpha"), offered("zonemove", "-nu", "z", "al"));
        assertEquals(List.of("z"), offered("zonemove", "-l", "u", "z"));
        assertEquals(List.of(), offered("zonemove", "z", "z"));
    }

    @Test
    void zoneplaceCompletesZonesAndOptions() throws IOException, InterruptedException {
        TestHost host = TestHost.empty(directory.resolve("host"));
        host.write("/etc/zones/index", "z:configured:/a:\nweb1:configured:/b:\n");
        assertEquals(List.of("web1"), offered("zoneplace", "-z", "we"));
        assertEquals(List.of("web1"), offered("zoneplace", "--matrix", "-z", "z", "-z", "we"));
        assertEquals(List.of("--matrix"), offered("zoneplace", "--m"));
        assertTrue(offered("zoneplace", "-").containsAll(List.of("-R", "-m", "-u", "-v", "-z", "--json")));
    }

    @Test
    void zloginCompletesZonesThoseThatRunFirst() throws IOException, InterruptedException {
        TestHost host = TestHost.empty(directory.resolve("host"));
        host.write("/etc/zones/index", "global:installed:/\na:installed:/a:\nb:installed:/b:\nc:configured:/c:\n");
        assertEquals(List.of("a", "b", "c"), offered("zlogin", "-C", ""));
        host.write("/var/run/zones/states", "boot x 2 brands\n1 running b 1 lx \n2 running elsewhere 1 lx \n");
        assertEquals(List.of("b", "a", "c"), inOrder("zlogin", ""));
        assertEquals(List.of(), offered("zlogin", "a", ""));
        assertTrue(offered("zlogin", "-").containsAll(List.of("-C", "-E", "-e", "-l", "-S", "-R")));
    }

    @Test
    void zonestatCompletesItsOptions() throws IOException, InterruptedException {
        TestHost.empty(directory.resolve("host"));
        assertTrue(offered("zonestat", "-").containsAll(List.of("-R", "-p", "--json")));
        assertEquals(List.of(), offered("zonestat", ""));
    }

    @Test
    void zoneflarCompletesSubcommandsTheirOptionsAndFiles() throws IOException, InterruptedException {
        TestHost.empty(directory.resolve("host"));
        assertEquals(List.of("split"), offered("zoneflar", "sp"));
        assertEquals(List.of("combine"), offered("zoneflar", "help", "co"));
        assertTrue(offered("zoneflar", "split", "-").containsAll(List.of("-S", "-d", "-f", "-u")));
    }

    /** A shell at a terminal with the scripts in its start-up file, and commands that show the words they are called with. */
    private Pty terminal(String shell) throws IOException {
        Path start = Files.writeString(directory.resolve(".zshrc"), """
                cd "$HOME" || exit
                if [ -n "$ZSH_VERSION" ]; then
                    autoload -Uz compinit && compinit -u -D
                    autoload -Uz bashcompinit && bashcompinit
                    zstyle ':completion:*' hosts alpha beta
                fi
                for command in zoneadm zonecfg zonemove zoneplace zonestat zoneflar zlogin; do
                    source "$SCRIPTS/$command"
                    eval "$command"'() { printf "<%s>" "$@"; echo; }'
                done
                PS1='ready: '
                """);
        Map<String, String> environment = Map.of(
                "SCRIPTS", SCRIPTS.toString(),
                "ZONES_ROOT", directory.resolve("host").toString(),
                "HOSTFILE", hosts().toString(),
                "INPUTRC", "/dev/null",
                "ZDOTDIR", directory.toString());
        return shell.equals("zsh")
                ? Pty.start(directory, environment, "zsh", "-d", "-i")
                : Pty.start(directory, environment, "bash", "--noprofile", "--rcfile", start.toString(), "-i");
    }

    private static boolean isOnThePath(String program) {
        return Arrays.stream(String.valueOf(System.getenv("PATH")).split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void theTabKeyCompletesAtATerminal(String shell) throws IOException, InterruptedException {
        Assumptions.assumeTrue(isOnThePath(shell), "there is no " + shell + " on the PATH");
        TestHost host = TestHost.empty(directory.resolve("host"));
        host.write("/etc/zones/index", "z:configured:/a:\nweb1:configured:/b:\n");
        for (String file : List.of("a manifest.xml", "inventory.json", "$(touch ran)")) {
            Files.createFile(directory.resolve(file));
        }
        try (Pty pty = terminal(shell)) {
            completes(pty, "zoneadm -z z att", "<-z><z><attach>");
            completes(pty, "zoneadm -z we", "<-z><web1>");
            completes(pty, "zoneadm attach -n inv", "<attach><-n><inventory.json>");
            completes(pty, "zoneflar split -f inv", "<split><-f><inventory.json>");
            completes(pty, "zoneadm inventory -o inv", "<inventory><-o><inventory.json>");
            completes(pty, "zonecfg -z z set autob", "<-z><z><set><autoboot=>");
            completes(pty, "zonecfg -z z -f ~/inv", "<-z><z><-f><" + directory + "/inventory.json>");
            completes(pty, "zonemove we", "<web1>");
            completes(pty, "zonemove --boot z al", "<--boot><z><alpha>");
            completes(pty, "zonemove z new@al", "<z><new@alpha>");
            completes(pty, "zonemove --abort we", "<--abort><web1>");
            completes(pty, "zlogin -l root we", "<-l><root><web1>");
            completes(pty, "zoneplace -m a", "<-m><a manifest.xml>");
            completes(pty, "zoneplace -z we", "<-z><web1>");
            completes(pty, "zoneplace -z z inv", "<-z><z><inventory.json>");
            // shows all the files there are, and does not run one
            completes(pty, "zoneplace ", "<>");
            assertFalse(Files.exists(directory.resolve("ran")), "the name of a file was run");
        }
    }

    private static void completes(Pty pty, String typed, String words) throws IOException, InterruptedException {
        pty.await("ready: ");
        pty.type(typed + "\t");
        pty.type("\r");
        pty.await(words + "\n");
    }
}
