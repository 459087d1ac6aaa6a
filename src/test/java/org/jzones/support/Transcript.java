package org.jzones.support;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jzones.Main;
import org.jzones.cli.Io;

/**
 * A transcript: lines {@code HOST# command}, each followed by exactly what it prints (both streams, in order) and by
 * {@code ? STATUS} if that is not 0. Comments stand at the head. A HOST is an example host of that name; {@code zoneadm} and {@code zonecfg} run in
 * this process, with {@code <<EOF}, {@code < FILE}, {@code > FILE} and {@code |}, and operands {@code ./FILE}; other commands run in a shell in the host's root, with the
 * documents of other systems in $DOCUMENTS and the launchers in $SCRIPTS.
 * Uuids are shown as {@code UUID}.
 */
public final class Transcript {
    private static final Pattern PROMPT = Pattern.compile("^(host[12]|empty)# (.*)$");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final Path directory;
    private final Map<String, TestHost> hosts = new LinkedHashMap<>();

    public Transcript(Path directory) {
        this.directory = directory;
    }

    /** Runs all commands of the transcript and returns it with what they really print. */
    public String replay(String text) throws IOException, InterruptedException {
        StringBuilder actual = new StringBuilder();
        List<String> lines = text.lines().toList();
        int i = 0;
        while (i < lines.size()) {
            String line = lines.get(i++);
            java.util.regex.Matcher prompt = PROMPT.matcher(line);
            if (!prompt.matches()) {
                if (line.startsWith("#") && hosts.isEmpty()) {
                    actual.append(line).append('\n');
                }
                continue;
            }
            actual.append(line).append('\n');
            StringBuilder here = new StringBuilder();
            if (line.endsWith("<<EOF")) {
                while (!lines.get(i).equals("EOF")) {
                    actual.append(lines.get(i)).append('\n');
                    here.append(lines.get(i++)).append('\n');
                }
                actual.append("EOF\n");
                i++;
            }
            actual.append(run(host(prompt.group(1)), prompt.group(2), here.toString()));
        }
        return actual.toString();
    }

    private TestHost host(String name) {
        return hosts.computeIfAbsent(
                name,
                n -> n.equals("empty")
                        ? TestHost.empty(directory.resolve(n))
                        : TestHost.example(directory.resolve(n), n));
    }

    private String run(TestHost host, String command, String here) throws IOException, InterruptedException {
        boolean ours = command.startsWith("zone");
        String output = ours ? runOurs(host, words(command), here) : runShell(host, command);
        return UUID.matcher(output.replace(host.root().toString(), "")).replaceAll("UUID");
    }

    private String runOurs(TestHost host, List<String> words, String here) throws IOException {
        String input = here;
        StringBuilder merged = new StringBuilder();
        String kept = "";
        List<String> command = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            switch (words.get(i)) {
                case "|" -> {
                    input = runOne(host, command, input, new StringBuilder());
                    command.clear();
                }
                case "<" -> input = Files.readString(host.root().resolve(words.get(++i)), StandardCharsets.UTF_8);
                case ">" -> kept = words.get(++i);
                case "<<EOF" -> {}
                case "-f" -> {
                    command.add("-f");
                    String file = words.get(++i);
                    command.add(
                            file.equals("-") ? file : host.root().resolve(file).toString());
                }
                default -> {
                    String word = words.get(i);
                    boolean file = word.startsWith("./");
                    command.add(file ? host.root().resolve(word.substring(2)).toString() : word);
                }
            }
        }
        String out = runOne(host, command, input, merged);
        if (!kept.isEmpty()) {
            Files.writeString(host.root().resolve(kept), out);
            return merged.toString().replace(out, "");
        }
        return merged.toString();
    }

    /** Runs one command; adds its output and status to the transcript and returns its standard output. */
    private static String runOne(TestHost host, List<String> command, String input, StringBuilder transcript) {
        List<String> args = new ArrayList<>(command);
        boolean isOfHost = !List.of("zonename", "zoneflar").contains(args.get(0)) && !args.contains("-R");
        if (isOfHost || args.contains("create")) {
            int behind = args.get(0).equals("zoneflar") ? 2 : 1;
            args.addAll(behind, List.of("-R", host.root().toString()));
        }
        ByteArrayOutputStream merged = new ByteArrayOutputStream();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Io io = new Io(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(new Tee(out, merged), false, StandardCharsets.UTF_8),
                new PrintStream(merged, false, StandardCharsets.UTF_8),
                Map.of(),
                false,
                false,
                false);
        int status = Main.run(io, args.toArray(String[]::new));
        transcript.append(merged.toString(StandardCharsets.UTF_8));
        if (status != 0) {
            transcript.append("? ").append(status).append('\n');
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String runShell(TestHost host, String command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command)
                .directory(host.root().toFile())
                .redirectErrorStream(true);
        builder.environment()
                .put(
                        "DOCUMENTS",
                        Path.of("src/test/resources/documents").toAbsolutePath().toString());
        builder.environment().put("SCRIPTS", Path.of("scripts").toAbsolutePath().toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        return status == 0 ? output : output + "? " + status + "\n";
    }

    /** The words of a command line, quotes and backslashes undone as a shell would. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else if (c == '\\' && quote == '"' && "\"\\".indexOf(line.charAt(i + 1)) >= 0) {
                    word.append(line.charAt(++i));
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                inWord = true;
            } else if (c == '\\') {
                word.append(line.charAt(++i));
                inWord = true;
            } else if (c == ' ') {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    inWord = false;
                }
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }

    /** Writes to two places. */
    private static final class Tee extends java.io.OutputStream {
        private final java.io.OutputStream one;
        private final java.io.OutputStream other;

        Tee(java.io.OutputStream one, java.io.OutputStream other) {
            this.one = one;
            this.other = other;
        }

        @Override
        public void write(int b) throws IOException {
            one.write(b);
            other.write(b);
        }
    }
}
