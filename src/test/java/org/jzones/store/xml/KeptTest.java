package org.jzones.store.xml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.jzones.model.Failure;
import org.jzones.model.GlobalProperty;
import org.jzones.model.ListItem;
import org.jzones.model.Manifest;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.ZoneConfig;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** What a document holds that is not known here is written again, at its place and as it was (spec 1.2, Living systems). */
class KeptTest {
    private static final int DOCUMENTS = 2000;
    private static final Set<String> KNOWN = Set.of(
            "zone", "network", "net-attr", "device", "filesystem", "fsoption", "rctl", "rctl-value", "attr", "pset");
    private static final List<String> TEXTS = List.of(
            "a",
            " ",
            "\n",
            "\t",
            "&#13;",
            "&#10;",
            "&#9;",
            "&lt;",
            "&gt;",
            "&amp;",
            "&quot;",
            "'",
            "&#127;",
            "&#133;",
            "\u00FC",
            "\u2028",
            "\u6F22",
            "\uD83D\uDE00",
            "&#x1F600;",
            "]]&gt;",
            "{0}");

    private static ZoneConfig read(byte[] bytes) {
        try {
            return ZoneDocumentReader.read(new ByteArrayInputStream(bytes), "x.xml", DocumentKind.CONFIGURATION)
                    .config();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ZoneConfig read(String children) {
        String document = "<zone name='a' zonepath='/a' autoboot='true'>" + children + "</zone>";
        return read(document.getBytes(StandardCharsets.UTF_8));
    }

    private static String written(ZoneConfig config) {
        String text = new String(ZoneDocumentWriter.write(config), StandardCharsets.UTF_8);
        return text.substring(text.indexOf("<zone"));
    }

    @Test
    void whatNobodyKnowsIsWrittenAgainWhereItStood() {
        for (long seed = 1; seed <= DOCUMENTS; seed++) {
            String document = new RandomDocument(new Random(seed)).text();
            String about = "seed " + seed + ":\n" + document;
            ZoneConfig config = read(document.getBytes(StandardCharsets.UTF_8));
            byte[] bytes = ZoneDocumentWriter.write(config);
            ZoneConfig back = read(bytes);
            assertEquals(config, back, about);
            assertArrayEquals(bytes, ZoneDocumentWriter.write(back), about);
            Element original = parsed(document.getBytes(StandardCharsets.UTF_8));
            assertTrue(original.isEqualNode(parsed(bytes)), about + "\n" + new String(bytes, StandardCharsets.UTF_8));
        }
    }

    /** The root, by a parser that has nothing to do with ours, without the blanks between elements that are known. */
    private static Element parsed(byte[] document) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setCoalescing(true);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            Element root = factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(document))
                    .getDocumentElement();
            strip(root);
            return root;
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError(new String(document, StandardCharsets.UTF_8), e);
        }
    }

    private static void strip(Element element) {
        if (!KNOWN.contains(element.getNodeName())) {
            return;
        }
        for (int i = element.getChildNodes().getLength() - 1; i >= 0; i--) {
            Node child = element.getChildNodes().item(i);
            if (child instanceof Element below) {
                strip(below);
            } else {
                element.removeChild(child);
            }
        }
    }

    /** A document with unknown attributes and elements everywhere, in any form that XML has for them. */
    private record RandomDocument(Random random) {
        String text() {
            StringBuilder text = new StringBuilder("<?xml version='1.0'?>\n<!-- of others -->\n");
            text.append("<zone name=\"a\" zonepath=\"/a\" autoboot=\"true\"").append(attributes());
            text.append(random.nextBoolean() ? " ip-type=\"exclusive\"" : "").append(">\n");
            for (int i = random.nextInt(6); i > 0; i--) {
                text.append(blank()).append(child());
            }
            return text.append("</zone>").toString();
        }

        private String child() {
            return switch (random.nextInt(7)) {
                case 0 -> element("network", "address=\"a\" physical=\"b\"", "net-attr", "name=\"n\" value=\"v\"");
                case 1 -> element("device", "match=\"m\"", "net-attr", "name=\"n\" value=\"v\"");
                case 2 -> element("filesystem", "special=\"s\" directory=\"/d\" type=\"t\"", "fsoption", "name=\"o\"");
                case 3 -> element("rctl", "name=\"r\"", "rctl-value", "priv=\"p\" limit=\"1\" action=\"a\"");
                case 4 -> element("attr", "name=\"a\" type=\"string\" value=\"\"", "", "");
                case 5 -> element("pset", "ncpu_min=\"1\" ncpu_max=\"2\"", "", "");
                default -> unknown(4);
            };
        }

        private String element(String name, String attributes, String list, String fields) {
            StringBuilder text = new StringBuilder("<" + name + " " + attributes + attributes() + ">");
            for (int i = random.nextInt(4); i > 0; i--) {
                text.append(blank());
                if (list.isEmpty() || random.nextBoolean()) {
                    text.append(unknown(3));
                } else {
                    String inside = random.nextInt(4) == 0 ? unknown(2) : "";
                    text.append("<" + list + " " + fields + attributes() + ">" + inside + "</" + list + ">");
                }
            }
            return text.append("</").append(name).append('>').toString();
        }

        private String attributes() {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(3); i > 0; i--) {
                String quote = random.nextBoolean() ? "\"" : "'";
                text.append(" x:u\u00E9").append(i).append('=').append(quote);
                text.append(quote.equals("'") ? texts().replace("'", "") : texts())
                        .append(quote);
            }
            return text.toString();
        }

        private String unknown(int deepest) {
            String name = List.of("future", "x:new", "gr\u00F6\u00DFe", "anet").get(random.nextInt(4));
            if (random.nextInt(3) == 0) {
                return "<" + name + attributes() + "/>";
            }
            StringBuilder text = new StringBuilder("<" + name + attributes() + ">");
            for (int i = random.nextInt(4); i > 0; i--) {
                text.append(
                        switch (random.nextInt(5)) {
                            case 0 -> "<!-- c\u00E4 -->";
                            case 1 -> "<?target data?>";
                            case 2 -> "<![CDATA[<&]]>";
                            case 3 -> deepest > 0 ? unknown(deepest - 1) : "";
                            default -> texts();
                        });
            }
            return text.append("</").append(name).append('>').toString();
        }

        private String texts() {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(4); i > 0; i--) {
                text.append(TEXTS.get(random.nextInt(TEXTS.size())));
            }
            return text.toString();
        }

        private String blank() {
            return List.of("", "\n  ", "<!-- gone -->").get(random.nextInt(3));
        }
    }

    @Test
    void whatIsKeptStaysWhereItIsWhenItsSurroundingsChange() {
        ZoneConfig config = read(
                "<network address='1' physical='a' new='1'><one/><net-attr name='p' value='1' x='y'/><two/>"
                        + "<net-attr name='q' value='2'/><three/></network><future/><network address='2' physical='b'/>");
        Resource net = config.stored(ResourceType.NET).get(0);
        ListItem second = ListItem.of("q", "2");
        ZoneConfig changed = config.removing(config.stored(ResourceType.NET).get(1))
                .replacing(net, net.with("physical", "c").withItems(List.of(second, ListItem.of("p", "1"))))
                .adding(Resource.of(ResourceType.DEVICE).with("match", "/dev/x"))
                .with(GlobalProperty.POOL, "p");
        assertEquals("""
                <zone name="a" zonepath="/a" autoboot="true" pool="p">
                  <network address="1" physical="c" new="1">
                    <one/>
                    <net-attr name="q" value="2"/>
                    <two/>
                    <net-attr name="p" value="1" x="y"/>
                    <three/>
                  </network>
                  <future/>
                  <device match="/dev/x"/>
                </zone>
                """, written(changed));
        Resource changedNet = changed.stored(ResourceType.NET).get(0);
        ZoneConfig emptied = changed.replacing(changedNet, changedNet.withItems(List.of()));
        assertTrue(written(emptied).contains("<one/>\n    <two/>\n    <three/>\n"), written(emptied));
    }

    @Test
    void aManifestKeepsWhatIsNotKnownOfItsConfiguration() throws IOException {
        String document =
                "<zone name='a' zonepath='/a' autoboot='true' new='1'><future/><network address='1' physical='a'"
                        + " x='y'/><package name='P' version='1' colour='red'><x/></package><later>t</later>"
                        + "<patch id='1-01' y='z'><x/></patch><dev-perm name='d' uid='0' gid='0' mode='600' acl='' z='z'><x/></dev-perm>"
                        + "</zone>";
        Manifest manifest = ZoneDocumentReader.read(
                new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)), "x.xml", DocumentKind.MANIFEST);
        String text = new String(ZoneDocumentWriter.write(manifest), StandardCharsets.UTF_8);
        assertEquals("""
                <zone name="a" zonepath="/a" autoboot="true" new="1">
                  <future/>
                  <network address="1" physical="a" x="y"/>
                  <later>t</later>
                  <package name="P" version="1"/>
                  <patch id="1-01"/>
                  <dev-perm name="d" uid="0" gid="0" mode="600" acl=""/>
                </zone>
                """, text.substring(text.indexOf("<zone")));
    }

    @Test
    void namesSayWhatIsKeptEachOnce() {
        ZoneConfig config = read("<network address='1' physical='a' mac-learn='1'><x/></network>"
                + "<future><inner/></future><network address='2' physical='b' mac-learn='2'/><future/>"
                + "<tmp_pool importance='1' y='z'/><pset ncpu_min='1' ncpu_max='1'><w/></pset>"
                + "<filesystem special='s' directory='/d' type='t'><fsoption name='ro' why='so'/></filesystem>");
        assertEquals(
                List.of("network mac-learn", "network <x>", "<future>", "tmp_pool y", "pset <w>", "fsoption why"),
                config.keptNames());
    }

    @Test
    void aDebugidIsKeptWithoutAWord() {
        ZoneConfig config = read("<zone name='a' autoboot='true' debugid='5'/>".getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of(), config.keptNames());
        assertEquals("<zone name=\"a\" zonepath=\"\" autoboot=\"true\" debugid=\"5\"/>\n", written(config));
    }

    @Test
    void aSecondOneOfWhatAZoneHasOneOfIsKept() {
        ZoneConfig config = read("<mcap physcap='1'/><mcap physcap='2'/><pset ncpu_min='1' ncpu_max='1'/>"
                + "<pset ncpu_min='2' ncpu_max='3'/><security-flags lower='a'/><security-flags upper='b'/>");
        assertEquals(List.of("<mcap>", "<pset>", "<security-flags>"), config.keptNames());
        List<String> lines =
                new ArrayList<>(written(config).lines().map(String::strip).toList());
        assertEquals("<mcap physcap='2'/>".replace('\'', '"'), lines.get(2));
        assertEquals("<pset ncpu_min='2' ncpu_max='3'/>".replace('\'', '"'), lines.get(4));
        assertEquals("<security-flags upper='b'/>".replace('\'', '"'), lines.get(6));
    }

    @Test
    void nestingHasAnEndThatIsTold() {
        int deepest = 200;
        String fits = "<a>".repeat(deepest) + "</a>".repeat(deepest);
        assertTrue(written(read(fits)).contains("<a>".repeat(deepest - 1)), "the deepest that is kept");
        for (int depth : new int[] {deepest + 1, 999, 1001, 100_000}) {
            Failure failure = assertThrows(
                    Failure.class, () -> read("<a>".repeat(depth) + "</a>".repeat(depth)), "depth " + depth);
            assertEquals(
                    "its elements nest more than 200 deep",
                    failure.problems().get(0).details().get(2));
        }
    }

    @Test
    void whatIsKeptIsAsciiButForNamesAndComments() {
        String text = written(read("<future a='\u00FC\u0085\u007F\uD83D\uDE00&#10;'>\u00E9\u007F</future>"));
        assertFalse(text.chars().anyMatch(c -> c >= 0x7F), text);
        assertTrue(text.contains("<future a=\"&#xfc;&#x85;&#x7f;&#x1f600;&#xa;\">&#xe9;&#x7f;</future>"), text);
    }
}
