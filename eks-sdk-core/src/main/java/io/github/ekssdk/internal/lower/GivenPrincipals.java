package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.access.PrincipalArn;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.resource.eks.Addon;
import io.github.ekssdk.internal.resource.eks.Capability;
import io.github.ekssdk.internal.resource.eks.PodIdentityAssociation;
import io.github.ekssdk.internal.resource.iam.Role;
import io.github.ekssdk.internal.resource.iam.RoleFacts;
import io.github.ekssdk.spec.AddonSpec;
import io.github.ekssdk.state.ResourceState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether the roles are there that are let in, and those that Pods, add-ons and capabilities are to take. */
final class GivenPrincipals implements Question {

    @Override
    public void ask(Inquiry inquiry) {
        Asking asking = new Asking(inquiry);
        asking.collect();
        try {
            asking.ask();
        } catch (AwsFault fault) {
            if (!fault.denied()) {
                throw fault;
            }
            inquiry.warning("IAM does not let the caller look at " + String.join(", ", asking.paths.keySet())
                    + ", so that the plan does not know whether they are there.");
        }
    }

    /** What is asked about one spec. */
    private static final class Asking {

        private final Inquiry inquiry;

        /** The settings that name roles, by their ARNs. */
        private final Map<String, String> paths = new LinkedHashMap<>();

        /** The services that have to be trusted, by the ARNs of roles. */
        private final Map<String, String> services = new LinkedHashMap<>();

        Asking(Inquiry inquiry) {
            this.inquiry = inquiry;
        }

        void collect() {
            inquiry.spec().accessEntries().stream()
                    .filter(entry -> inquiry.observed(Kinds.ACCESS_ENTRY.name() + "/" + entry.principalArn())
                            .isEmpty())
                    .forEach(entry -> name(entry.principalArn(), "accessEntries[" + entry.principalArn() + "]"));
            inquiry.spec().podIdentities().forEach(pods -> {
                String account = pods.namespace() + "/" + pods.serviceAccount();
                Optional<ResourceState> now = inquiry.observed(Kinds.POD_IDENTITY_ASSOCIATION.name() + "/" + account);
                pods.role()
                        .roleArn()
                        .filter(arn -> differs(now, PodIdentityAssociation.ROLE_ARN, arn))
                        .ifPresent(
                                arn -> name(arn, "podIdentities[" + account + "].role", WorkloadLowering.POD_IDENTITY));
            });
            inquiry.spec().addons().forEach(this::collect);
            inquiry.spec().capabilities().forEach(capability -> {
                Optional<ResourceState> now = inquiry.observed(Kinds.CAPABILITY.name() + "/" + capability.name());
                capability
                        .roleArn()
                        .filter(arn -> differs(now, Capability.ROLE_ARN, arn))
                        .ifPresent(arn -> name(
                                arn, "capabilities[" + capability.name() + "].roleArn", RoleLowering.CAPABILITIES));
            });
        }

        private void collect(AddonSpec addon) {
            String path = "addons[" + addon.name() + "]";
            Optional<ResourceState> now = inquiry.observed(Kinds.ADDON.name() + "/" + addon.name());
            addon.serviceAccountRoleArn()
                    .filter(arn -> differs(now, Addon.SERVICE_ACCOUNT_ROLE, arn))
                    .ifPresent(arn -> name(arn, path + ".serviceAccountRoleArn"));
            Object present = now.map(state -> state.properties().get(Addon.POD_IDENTITIES))
                    .orElse(Map.of());
            addon.podIdentities()
                    .forEach((account, role) -> role.roleArn()
                            .filter(arn -> !(present instanceof Map<?, ?> roles && arn.equals(roles.get(account))))
                            .ifPresent(arn -> name(
                                    arn, path + ".podIdentities[" + account + "]", WorkloadLowering.POD_IDENTITY)));
        }

        private static boolean differs(Optional<ResourceState> now, String property, String arn) {
            return now.filter(state -> arn.equals(state.properties().get(property)))
                    .isEmpty();
        }

        private void name(String arn, String path, String service) {
            name(arn, path);
            services.putIfAbsent(arn, service);
        }

        /** Roles of other accounts cannot be looked at, and those of this SDK may be yet to come. */
        private void name(String arn, String path) {
            boolean own = PrincipalArn.parse(arn)
                    .filter(principal -> principal.isRole()
                            && principal.account().equals(inquiry.owner().account())
                            && !principal.path().endsWith(Role.path(inquiry.owner(), "/")))
                    .isPresent();
            if (own) {
                paths.putIfAbsent(arn, path);
            }
        }

        void ask() {
            if (paths.isEmpty()) {
                return;
            }
            Set<String> missing = Role.missing(inquiry.aws(), paths.keySet());
            missing.forEach(this::tellMissing);
            services.forEach((arn, service) -> {
                if (paths.containsKey(arn) && !missing.contains(arn)) {
                    checkTrust(arn, service);
                }
            });
        }

        private void tellMissing(String arn) {
            String there = RoleFacts.arn(inquiry.aws(), arn.substring(arn.lastIndexOf('/') + 1))
                    .map(whole -> "IAM knows a role of that name as " + whole + ": write it in full.")
                    .orElse("Make it first, or name one of the account "
                            + inquiry.owner().account() + ".");
            inquiry.problem(paths.getOrDefault(arn, ""), "IAM has no role " + arn + ".", there);
        }

        private void checkTrust(String arn, String service) {
            if (RoleFacts.of(inquiry.aws(), arn)
                    .filter(role -> !role.trusts(service))
                    .isPresent()) {
                inquiry.problem(
                        paths.getOrDefault(arn, ""),
                        "The role " + arn + " does not trust " + service + ".",
                        "Allow sts:AssumeRole and sts:TagSession to that service in the trust policy of the role.");
            }
        }
    }
}
