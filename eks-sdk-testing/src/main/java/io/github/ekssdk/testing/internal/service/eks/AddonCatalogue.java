package io.github.ekssdk.testing.internal.service.eks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The add-ons that EKS offers, read from a resource when the first of them is asked for. */
final class AddonCatalogue {
    private AddonCatalogue() {}

    /** All add-ons, in the order in which they are listed. */
    static List<AddonOffer> all() {
        return Loaded.OFFERS;
    }

    static Optional<AddonOffer> find(String name) {
        return all().stream().filter(offer -> offer.name().equals(name)).findFirst();
    }

    /** Loads once per JVM, not before it is needed. */
    private static final class Loaded {
        static final List<AddonOffer> OFFERS = read();

        private static List<AddonOffer> read() {
            try (InputStream in = AddonCatalogue.class.getResourceAsStream("addons.json")) {
                List<AddonOffer> offers = new ArrayList<>();
                JsonNode root = new ObjectMapper().readTree(Objects.requireNonNull(in));
                root.get("addons").forEach(addon -> offers.add(AddonOffer.of(addon)));
                return List.copyOf(offers);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
