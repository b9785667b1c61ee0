package io.github.ekssdk.internal.resource.logs;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.ResourceKind;
import io.github.ekssdk.internal.graph.Verb;
import io.github.ekssdk.internal.graph.Wanted;
import io.github.ekssdk.internal.graph.Work;
import io.github.ekssdk.state.ResourceState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The log group that EKS writes the logs of a control plane to. Its name is EKS's choice, and EKS makes it itself where it is
 * missing, also once more when the cluster is gone already.
 */
public final class LogGroup extends ResourceKind {

    public static final String RETENTION_DAYS = "retentionInDays";
    public static final String KMS_KEY_ID = "kmsKeyId";
    public static final String LOG_GROUP_CLASS = "logGroupClass";
    public static final String TAGS = "tags";

    /** The only one that a cluster has. */
    public static final String CONTROL_PLANE = "control-plane";

    /** What {@link #RETENTION_DAYS} is when logs are never deleted. */
    public static final String FOREVER = "never expires";

    private static final String STANDARD = "STANDARD";
    private static final String OTHERS = "others";
    private static final Duration FLUSHED_WITHIN = Duration.ofSeconds(90);

    @Override
    public String name() {
        return "logGroup";
    }

    private static String groupName(Owner owner) {
        return "/aws/eks/" + owner.cluster() + "/cluster";
    }

    @Override
    public List<ResourceState> list(Aws aws, Owner owner) {
        return find(aws, owner).stream().toList();
    }

    @Override
    public Optional<ResourceState> read(Aws aws, Owner owner, ResourceState known) {
        return find(aws, owner);
    }

    private Optional<ResourceState> find(Aws aws, Owner owner) {
        String groupName = groupName(owner);
        return aws
                .logs()
                .describeLogGroupsPaginator(request -> request.logGroupNamePrefix(groupName))
                .logGroups()
                .stream()
                .filter(group -> group.logGroupName().equals(groupName))
                .findFirst()
                .flatMap(group -> AwsFault.found(() -> state(
                        owner,
                        group.logGroupArn(),
                        group.retentionInDays() == null ? FOREVER : Integer.toString(group.retentionInDays()),
                        Optional.ofNullable(group.kmsKeyId()),
                        group.logGroupClass() == null ? STANDARD : group.logGroupClassAsString(),
                        aws.logs()
                                .listTagsForResource(request -> request.resourceArn(group.logGroupArn()))
                                .tags())));
    }

    private ResourceState state(
            Owner owner,
            String arn,
            String retention,
            Optional<String> key,
            String groupClass,
            Map<String, String> tags) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(RETENTION_DAYS, retention);
        key.ifPresent(id -> properties.put(KMS_KEY_ID, id));
        properties.put(LOG_GROUP_CLASS, groupClass);
        properties.put(TAGS, Owner.wantedTags(tags));
        boolean others = !tags.isEmpty() && !owner.owns(tags);
        return new ResourceState(
                name() + "/" + CONTROL_PLANE,
                arn,
                owner.owns(tags) ? "available" : "made by EKS",
                properties,
                Map.of(OTHERS, others ? "yes" : "", "owner", owner.owns(tags) ? owner.cluster() : ""),
                List.of());
    }

    @Override
    public ResourceState create(Aws aws, Wanted wanted) {
        Owner owner = wanted.owner();
        Optional<String> key = wanted.properties().optionalString(KMS_KEY_ID);
        String groupClass = wanted.properties().optionalString(LOG_GROUP_CLASS).orElse(STANDARD);
        aws.logs()
                .createLogGroup(request -> request.logGroupName(groupName(owner))
                        .kmsKeyId(key.orElse(null))
                        .logGroupClass(groupClass)
                        .tags(wanted.tags()));
        String arn = "arn:" + owner.partition() + ":logs:" + owner.region() + ":" + owner.account() + ":log-group:"
                + groupName(owner);
        return state(owner, arn, FOREVER, key, groupClass, wanted.tags());
    }

    @Override
    public ResourceState update(Aws aws, Wanted wanted, ResourceState now, Set<String> differences) {
        String groupName = groupName(wanted.owner());
        String retention = wanted.properties().string(RETENTION_DAYS);
        if (differences.contains(RETENTION_DAYS) && retention.equals(FOREVER)) {
            aws.logs().deleteRetentionPolicy(request -> request.logGroupName(groupName));
        } else if (differences.contains(RETENTION_DAYS)) {
            aws.logs()
                    .putRetentionPolicy(
                            request -> request.logGroupName(groupName).retentionInDays(Integer.valueOf(retention)));
        }
        Optional<String> key = wanted.properties().optionalString(KMS_KEY_ID);
        if (differences.contains(KMS_KEY_ID)) {
            key.ifPresentOrElse(
                    id -> aws.logs()
                            .associateKmsKey(
                                    request -> request.logGroupName(groupName).kmsKeyId(id)),
                    () -> aws.logs().disassociateKmsKey(request -> request.logGroupName(groupName)));
        }
        if (differences.contains(TAGS)) {
            wanted.retag(
                    now,
                    wanted.tags(),
                    tags -> aws.logs()
                            .tagResource(request ->
                                    request.resourceArn(now.physicalId()).tags(tags)),
                    keys -> aws.logs()
                            .untagResource(request ->
                                    request.resourceArn(now.physicalId()).tagKeys(keys)));
        }
        String groupClass = String.valueOf(now.properties().get(LOG_GROUP_CLASS));
        return state(wanted.owner(), now.physicalId(), retention, key, groupClass, wanted.tags());
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        AwsFault.unlessGone(() -> aws.logs().deleteLogGroup(request -> request.logGroupName(groupName(owner))));
    }

    @Override
    public boolean foreign(ResourceState state) {
        return "yes".equals(state.outputs().get(OTHERS));
    }

    /** One that EKS made has no marks of ownership yet. */
    @Override
    public boolean unmarked(ResourceState state) {
        return "".equals(state.outputs().get("owner"));
    }

    /** Logs are worth keeping for as long as the cluster is there, even if it writes no more. */
    @Override
    public boolean staysWithCluster() {
        return true;
    }

    /** EKS writes what it still has when the cluster is gone, and makes the group again for that. */
    @Override
    public Duration comesBackWithin() {
        return FLUSHED_WITHIN;
    }

    @Override
    public boolean clears(String property) {
        return property.equals(KMS_KEY_ID);
    }

    @Override
    public Mutability mutability(String property) {
        return property.equals(LOG_GROUP_CLASS) ? Mutability.INITIAL : Mutability.IN_PLACE;
    }

    @Override
    public Optional<String> refusal(String property, Object wanted, Object present) {
        return property.equals(LOG_GROUP_CLASS)
                ? Optional.of("CloudWatch Logs never changes the class of a log group, which is " + present
                        + "; to have another one, delete the log group first, with all that was logged")
                : Optional.empty();
    }

    @Override
    public Work work(Verb verb) {
        return switch (verb) {
            case CREATE ->
                Work.brief(
                        "logs:CreateLogGroup", "logs:TagResource", "logs:PutRetentionPolicy", "logs:AssociateKmsKey");
            case UPDATE ->
                Work.brief(
                        "logs:PutRetentionPolicy",
                        "logs:DeleteRetentionPolicy",
                        "logs:AssociateKmsKey",
                        "logs:DisassociateKmsKey",
                        "logs:TagResource",
                        "logs:UntagResource");
            case DELETE -> Work.brief("logs:DeleteLogGroup").lasting(90, 90, 90, 15);
        };
    }
}
