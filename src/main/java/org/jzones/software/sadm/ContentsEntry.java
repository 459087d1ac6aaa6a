package org.jzones.software.sadm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jzones.model.FileFacts.Kind;
import org.jzones.model.Numbers;
import org.jzones.software.Delivery;

/**
 * One entry of a contents file, parsed whole and without haste (contents(4), spec 4.2); texts are bytes as ISO 8859-1.
 *
 * @param path absolute, without a link's target
 * @param fileType one of {@code d x p f e v s l c b}, {@code ?} for an entry half made
 * @param head the line up to its packages
 * @param tokens the packages, status and class included
 */
record ContentsEntry(String path, char fileType, String head, List<String> tokens) implements Delivery {
    ContentsEntry {
        tokens = List.copyOf(tokens);
    }

    /** The entry of a line without its line end; empty for comments and for what fits no format. */
    static Optional<ContentsEntry> parse(byte[] line) {
        String text = new String(line, StandardCharsets.ISO_8859_1);
        if (text.isEmpty() || text.startsWith("#")) {
            return Optional.empty();
        }
        List<String> fields = new ArrayList<>();
        for (String field : text.split("[ \t\r]+")) {
            fields.add(field);
        }
        boolean oldStyle = !text.startsWith("/");
        boolean hasVolume = !oldStyle && fields.size() > 2 && isVolume(fields.get(1));
        int typeAt = oldStyle ? 0 : hasVolume ? 2 : 1;
        int pathAt = oldStyle ? 2 : 0;
        if (fields.size() <= Math.max(typeAt, pathAt)
                || fields.get(typeAt).length() != 1
                || !fields.get(pathAt).startsWith("/")) {
            return Optional.empty();
        }
        char type = fields.get(typeAt).charAt(0);
        int equals = fields.get(pathAt).indexOf('=');
        int between = ContentsScanner.fieldsAfterType(type, oldStyle || equals >= 0);
        int firstPackage = oldStyle ? 3 : typeAt + 1 + between;
        if (between < 0 || fields.size() <= firstPackage) {
            return Optional.empty();
        }
        String path = equals < 0 ? fields.get(pathAt) : fields.get(pathAt).substring(0, equals);
        String head = String.join(" ", fields.subList(0, firstPackage));
        return Optional.of(new ContentsEntry(path, type, head, fields.subList(firstPackage, fields.size())));
    }

    /** The entry that a delivery of this kind of database is. */
    static ContentsEntry of(Delivery delivery) {
        if (delivery instanceof ContentsEntry entry) {
            return entry;
        }
        throw new IllegalArgumentException("not of a contents file: " + delivery.path());
    }

    /** The package instance a token names: without status, backslash and class. */
    static String instance(String token) {
        String name = !token.isEmpty() && "+-!%@#*~".indexOf(token.charAt(0)) >= 0 ? token.substring(1) : token;
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == ':' || name.charAt(i) == '\\') {
                return name.substring(0, i);
            }
        }
        return name;
    }

    @Override
    public String filePath() {
        return new String(path.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    @Override
    public Kind kind() {
        return switch (fileType) {
            case 'd', 'x' -> Kind.DIRECTORY;
            case 's' -> Kind.LINK;
            case 'c', 'b', 'p' -> Kind.OTHER;
            default -> Kind.FILE;
        };
    }

    @Override
    public boolean isEditable() {
        return fileType == 'e' || fileType == 'v';
    }

    @Override
    public List<String> packages() {
        return tokens.size() == 1
                ? List.of(instance(tokens.get(0)))
                : tokens.stream().map(ContentsEntry::instance).toList();
    }

    @Override
    public Delivery of(Predicate<String> fitting) {
        return naming(tokens.stream().filter(token -> fitting.test(instance(token))));
    }

    @Override
    public Delivery joinedWith(Delivery other) {
        List<String> known = packages();
        Stream<String> more = of(other).tokens.stream().filter(token -> !known.contains(instance(token)));
        return naming(Stream.concat(tokens.stream(), more));
    }

    private ContentsEntry naming(Stream<String> these) {
        return new ContentsEntry(path, fileType, head, these.distinct().toList());
    }

    @Override
    public boolean isUnmodified(Path file) throws IOException {
        Optional<String> delivered = sizeAndChecksum();
        return delivered.isPresent() && delivered.get().equals(Files.size(file) + " " + Checksum.of(file));
    }

    /** Size and checksum of the file as delivered, as the line has them; empty if it has none. */
    Optional<String> sizeAndChecksum() {
        String[] fields = head.split(" ");
        boolean has = fields.length >= 9 && (fileType == 'f' || isEditable());
        return has ? Optional.of(fields[fields.length - 3] + " " + fields[fields.length - 2]) : Optional.empty();
    }

    /** The line again, with its line end. */
    String line() {
        return head + " " + String.join(" ", tokens) + "\n";
    }

    private static boolean isVolume(String field) {
        return field.length() <= ContentsScanner.LONGEST_VOLUME && Numbers.isDigits(field);
    }
}
