package org.jzones.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.jzones.model.Property;
import org.jzones.model.ResourceType;

/** Every word of the language has its help. */
class HelpTest {
    @Test
    void everyPropertyAndResourceHasAText() {
        List<String> words = new ArrayList<>(Vocabulary.INFO);
        for (ResourceType type : ResourceType.words()) {
            for (Property property : type.properties()) {
                words.add(type.word() + "." + property.name());
            }
        }
        HelpText texts = HelpText.texts();
        assertEquals(
                List.of(),
                words.stream()
                        .filter(word ->
                                texts.text(word).filter(t -> !t.isBlank()).isEmpty())
                        .toList());
    }

    @Test
    void everyWordCanBeAskedForInEveryScope() {
        List<Optional<ResourceType>> scopes = new ArrayList<>();
        scopes.add(Optional.empty());
        ResourceType.words().forEach(type -> scopes.add(Optional.of(type)));
        for (Optional<ResourceType> scope : scopes) {
            assertFalse(HelpText.of(Optional.empty(), scope, HelpText.WIDTH).isEmpty());
            for (String word : Vocabulary.HELP) {
                assertFalse(
                        HelpText.of(Optional.of(word), scope, HelpText.WIDTH).isEmpty(), word);
            }
        }
        for (ResourceType type : ResourceType.words()) {
            for (Property property : type.properties()) {
                List<String> help = HelpText.of(Optional.of(property.name()), Optional.of(type), HelpText.WIDTH);
                assertTrue(help.get(0).startsWith("In " + type.word() + ": "), help.toString());
            }
        }
    }

    @Test
    void itFitsANarrowTerminal() {
        for (String word : Vocabulary.HELP) {
            for (String line : HelpText.of(Optional.of(word), Optional.empty(), 40)) {
                assertTrue(line.length() <= 40 || !line.strip().contains(" "), line);
            }
        }
    }
}
