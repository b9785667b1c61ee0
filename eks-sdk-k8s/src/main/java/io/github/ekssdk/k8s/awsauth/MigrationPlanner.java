package io.github.ekssdk.k8s.awsauth;

import io.github.ekssdk.internal.access.IdentityMapping;
import io.github.ekssdk.k8s.awsauth.MigratedMapping.Fate;
import io.github.ekssdk.spec.AccessEntrySpec;
import io.github.ekssdk.spec.AccessEntryType;
import io.github.ekssdk.spec.AuthenticationMode;
import io.github.ekssdk.state.ResourceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds for each mapping of aws-auth the access entry that takes its place. */
final class MigrationPlanner {

    private final AwsAuth.Eks eks;
    private final Entries entries;
    private final Principals principals;
    private final Set<String> nodeRoles;

    MigrationPlanner(AwsAuth.Eks eks, Entries entries) {
        this.eks = eks;
        this.entries = entries;
        this.principals = new Principals(eks.manager());
        this.nodeRoles = eks.manager().managedNodeGroups(eks.cluster()).stream()
                .map(group -> Objects.toString(group.properties().get("nodeRoleArn"), ""))
                .collect(Collectors.toSet());
    }

    AccessEntryMigration plan(Document document) {
        List<MigratedMapping> mappings = new ArrayList<>();
        for (Section section : Section.ofPrincipals()) {
            MappingList list = document.list(section);
            list.items().forEach(item -> mappings.add(plan(list, item)));
        }
        for (IamMapping account : document.mappings(Section.ACCOUNTS)) {
            mappings.add(not(
                    Section.ACCOUNTS,
                    account,
                    "An access entry is for one principal: make one for each user and role of the account that"
                            + " logs in."));
        }
        return new AccessEntryMigration(eks.cluster(), entries.mode().orElseThrow(), mappings);
    }

    private MigratedMapping plan(MappingList list, Item item) {
        Section section = list.section();
        IamMapping mapping = item.mapping();
        if (!mapping.matches()) {
            return not(section, mapping, "It has let nobody in: " + matchesNobody(mapping));
        }
        if (!list.counts(item)) {
            return not(section, mapping, "It has no effect: EKS takes the last mapping of a principal.");
        }
        Optional<IdentityMapping> known = principals.find(mapping);
        if (known.isEmpty()) {
            return not(section, mapping, "IAM has no such role any more. Take the mapping out.");
        }
        IdentityMapping.Carried carried = known.get().carriedOver();
        List<String> remarks = new ArrayList<>(carried.remarks());
        if (carried.entry().isEmpty()) {
            return not(section, mapping, String.join(" ", remarks));
        }
        AccessEntrySpec entry = carried.entry().get();
        if (!principals.isOwn(mapping)) {
            if (entry.type() != AccessEntryType.STANDARD) {
                return not(section, mapping, "The role of nodes must be of the account of the cluster.");
            }
            if (section == Section.ROLES) {
                remarks.add("The role is of another account; if it has a path there, EKS asks for the ARN with it.");
            }
        }
        return new MigratedMapping(section.key(), mapping, fate(entry, remarks), Optional.of(entry), remarks);
    }

    private Fate fate(AccessEntrySpec wanted, List<String> remarks) {
        Optional<ResourceState> present = entries.find(IamMapping.key(wanted.principalArn()));
        if (present.isEmpty()) {
            return isMadeByEks(wanted) ? Fate.MADE_BY_EKS : Fate.TO_CREATE;
        }
        List<String> lacks = Comparison.lacks(present.get(), wanted);
        if (lacks.isEmpty()) {
            return Fate.THERE;
        }
        if (Entries.isOurs(present.get())) {
            return Fate.TO_CREATE;
        }
        remarks.add("It has an access entry of somebody else's already, which counts instead of the mapping: "
                + String.join("; ", lacks) + ".");
        return Fate.DIFFERENT;
    }

    /** As soon as the authentication mode knows access entries, EKS makes those of managed node groups and Fargate profiles. */
    private boolean isMadeByEks(AccessEntrySpec wanted) {
        return entries.mode().filter(AuthenticationMode.CONFIG_MAP::equals).isPresent()
                && (nodeRoles.contains(wanted.principalArn()) || wanted.type() == AccessEntryType.FARGATE_LINUX);
    }

    private static String matchesNobody(IamMapping mapping) {
        return mapping.arn().contains(":role/")
                ? "EKS does not see the path of a role in aws-auth. If the role is to be let in, give it an access"
                        + " entry."
                : "it is not the ARN of an IAM role or user.";
    }

    private static MigratedMapping not(Section section, IamMapping mapping, String why) {
        return new MigratedMapping(section.key(), mapping, Fate.NOT_CARRIED_OVER, Optional.empty(), List.of(why));
    }
}
