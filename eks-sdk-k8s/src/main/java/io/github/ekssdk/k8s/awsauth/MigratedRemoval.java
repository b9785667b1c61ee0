package io.github.ekssdk.k8s.awsauth;

import io.github.ekssdk.internal.access.IdentityMapping;
import io.github.ekssdk.spec.AuthenticationMode;
import io.github.ekssdk.state.ResourceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes those mappings out of aws-auth that access entries have taken the place of. */
final class MigratedRemoval {

    private final Principals principals;
    private final Entries entries;
    private final List<EditMerge.Wish> wishes = new ArrayList<>();
    private final List<String> staying = new ArrayList<>();

    MigratedRemoval(AwsAuth.Eks eks, Entries entries) {
        this.principals = new Principals(eks.manager());
        this.entries = entries;
    }

    Merge.Result of(Document now) {
        if (entries.mode().filter(AuthenticationMode.CONFIG_MAP::equals).isPresent()) {
            staying.add("Every mapping stays: the authentication mode is CONFIG_MAP, which knows no access entries.");
            return new EditMerge(List.of(), staying).into(now);
        }
        for (Section section : Section.ofPrincipals()) {
            MappingList list = now.list(section);
            list.items().stream().filter(list::counts).map(Item::mapping).forEach(mapping -> decide(section, mapping));
        }
        return new EditMerge(wishes, staying).into(now);
    }

    private void decide(Section section, IamMapping mapping) {
        Optional<ResourceState> entry = entries.find(mapping.key());
        if (entry.isEmpty()) {
            stays(mapping, "it has no access entry.");
            return;
        }
        Optional<IdentityMapping> known = principals.find(mapping);
        if (known.isEmpty()) {
            stays(mapping, "IAM has no such role any more, so its access entry cannot be checked.");
            return;
        }
        IdentityMapping.Carried carried = known.get().carriedOver();
        List<String> why = carried.entry()
                .map(wanted -> Comparison.lacks(entry.get(), wanted))
                .orElse(carried.remarks());
        if (why.isEmpty()) {
            wishes.add(new EditMerge.Wish(section, mapping.arn(), Optional.empty()));
        } else {
            stays(
                    mapping,
                    carried.entry().isPresent()
                            ? "of its access entry: " + String.join("; ", why) + "."
                            : String.join(" ", why));
        }
    }

    private void stays(IamMapping mapping, String why) {
        staying.add(mapping.arn() + " stays: " + why);
    }
}
