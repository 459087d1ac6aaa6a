package org.jzones.bits;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.RegularFile;
import org.jzones.file.Trees;
import org.jzones.model.ZoneConfig;

/** What a zone of Linux calls itself: etc/hostname, and its name in etc/hosts (spec 5, 8.2). */
public final class LinuxIdentity {
    private static final String HOST_NAME = "[A-Za-z0-9][-A-Za-z0-9_.]*";

    private final Trees trees;
    private final Path etc;
    private final String name;

    /** @param trees those of the host */
    public LinuxIdentity(Trees trees, ZoneConfig config) {
        this.trees = trees;
        this.etc = trees.layout().zoneRoot(config.zonepath()).resolve("etc");
        this.name = config.zonename();
    }

    /**
     * Writes both, unless its etc is something else than a directory; a link in place of the first is replaced. In an
     * etc/hosts that is there the name it had becomes the new one, and all else stays.
     */
    public void give() {
        if (!Files.isDirectory(etc, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        String before = text("hostname").map(String::strip).orElse("");
        write("hostname", name + "\n");
        if (Layout.exists(etc.resolve("hosts"))) {
            text("hosts").ifPresent(hosts -> {
                String renamed = renamed(hosts, before);
                if (!renamed.equals(hosts)) {
                    write("hosts", renamed);
                }
            });
        } else {
            write(
                    "hosts",
                    "127.0.0.1\tlocalhost\n127.0.1.1\t" + name + "\n::1\tlocalhost ip6-localhost ip6-loopback\n");
        }
    }

    /** The lines with the new name wherever the old one stands by itself, but for comments and what is everybody's. */
    private String renamed(String hosts, String before) {
        if (before.equals("localhost") || !before.matches(HOST_NAME)) {
            return hosts;
        }
        StringBuilder text = new StringBuilder();
        for (String line : hosts.split("(?<=\n)")) {
            int comment = line.indexOf('#');
            String names = comment < 0 ? line : line.substring(0, comment);
            // behind a blank: what a line begins with is an address
            text.append(names.replaceAll("(?<=[ \t])" + Pattern.quote(before) + "(?=\\s|$)", name))
                    .append(line.substring(names.length()));
        }
        return text.toString();
    }

    /** A byte is a character: whatever is in there stays what it is. */
    private Optional<String> text(String file) {
        Path path = etc.resolve(file);
        try {
            return RegularFile.readIfRegular(path, trees.layout())
                    .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw FileTrouble.reading(trees.layout().shown(path), e);
        }
    }

    private void write(String file, String text) {
        if (!Files.isDirectory(etc.resolve(file), LinkOption.NOFOLLOW_LINKS)) {
            trees.write(etc.resolve(file), text.getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}
