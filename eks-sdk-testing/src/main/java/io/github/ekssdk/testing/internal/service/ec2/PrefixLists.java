package io.github.ekssdk.testing.internal.service.ec2;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.AddPrefixListEntry;
import software.amazon.awssdk.services.ec2.model.CreateManagedPrefixListRequest;
import software.amazon.awssdk.services.ec2.model.CreateManagedPrefixListResponse;
import software.amazon.awssdk.services.ec2.model.DeleteManagedPrefixListRequest;
import software.amazon.awssdk.services.ec2.model.DeleteManagedPrefixListResponse;
import software.amazon.awssdk.services.ec2.model.DescribeManagedPrefixListsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeManagedPrefixListsResponse;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsRequest;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsResponse;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesRequest;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesResponse;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;
import software.amazon.awssdk.services.ec2.model.ModifyManagedPrefixListRequest;
import software.amazon.awssdk.services.ec2.model.ModifyManagedPrefixListResponse;
import software.amazon.awssdk.services.ec2.model.PrefixList;
import software.amazon.awssdk.services.ec2.model.PrefixListEntry;
import software.amazon.awssdk.services.ec2.model.PrefixListState;

/** Keeps managed prefix lists: those of AWS's own services, and those of the account. */
final class PrefixLists {
    private static final Map<String, String> OF_AWS = ofAws();
    private static final Pages PAGES = new Pages(1, 100);

    private final Ec2World world;
    private final Map<String, Map<String, String>> entries = new HashMap<>();
    private final Filters<ManagedPrefixList> filters;

    PrefixLists(Ec2World world) {
        this.world = world;
        this.filters = new Filters<ManagedPrefixList>()
                .on("prefix-list-id", ManagedPrefixList::prefixListId)
                .on("prefix-list-name", ManagedPrefixList::prefixListName)
                .on("owner-id", ManagedPrefixList::ownerId)
                .onTags(list -> world.tags.of(list.prefixListId()));
        OF_AWS.forEach(this::addOfAws);
    }

    private static Map<String, String> ofAws() {
        Map<String, String> lists = new LinkedHashMap<>();
        lists.put("s3", "52.218.0.0/17");
        lists.put("dynamodb", "52.94.24.0/23");
        return lists;
    }

    /** Id of the list of a service of AWS in a region. */
    static String idOf(String region, String service) {
        return "pl-" + "%08x".formatted((region + "/" + service).hashCode());
    }

    /** Whether a list belongs to AWS. */
    static boolean isOfAws(ManagedPrefixList list) {
        return list.ownerId().equals("AWS");
    }

    private void addOfAws(String service, String block) {
        String id = idOf(world.account.region(), service);
        ManagedPrefixList list = ManagedPrefixList.builder()
                .prefixListId(id)
                .prefixListName("com.amazonaws." + world.account.region() + "." + service)
                .prefixListArn("arn:" + world.account.partition() + ":ec2:" + world.account.region()
                        + ":aws:prefix-list/" + id)
                .addressFamily("IPv4")
                .ownerId("AWS")
                .state(PrefixListState.CREATE_COMPLETE)
                .build();
        world.prefixLists.add(id, list);
        entries.put(id, new LinkedHashMap<>(Map.of(block, "")));
    }

    public CreateManagedPrefixListResponse create(CreateManagedPrefixListRequest request) {
        return world.clientTokens.once(
                request, request.clientToken(), CreateManagedPrefixListResponse.class, () -> make(request));
    }

    private CreateManagedPrefixListResponse make(CreateManagedPrefixListRequest request) {
        Map<String, String> tags = world.tagRules.read(request.tagSpecifications(), Kind.PREFIX_LIST);
        String id = world.newId(Kind.PREFIX_LIST);
        ManagedPrefixList list = ManagedPrefixList.builder()
                .prefixListId(id)
                .prefixListName(Refusals.present(request.prefixListName(), "prefixListName"))
                .prefixListArn(world.arn("prefix-list", id))
                .addressFamily(Refusals.present(request.addressFamily(), "addressFamily"))
                .maxEntries(Refusals.present(request.maxEntries(), "maxEntries"))
                .ownerId(world.account.id())
                .version(1L)
                .state(PrefixListState.CREATE_COMPLETE)
                .build();
        Map<String, String> blocks = new LinkedHashMap<>();
        put(blocks, request.entries());
        checkSize(blocks, list);
        world.prefixLists.add(id, list);
        world.tags.put(id, tags);
        entries.put(id, blocks);
        return CreateManagedPrefixListResponse.builder()
                .prefixList(render(list))
                .build();
    }

    private static void put(Map<String, String> blocks, List<AddPrefixListEntry> added) {
        for (AddPrefixListEntry entry : added) {
            String cidr = Refusals.present(entry.cidr(), "cidr");
            if (Cidr.read(cidr).isEmpty() && Ipv6Block.read(cidr).isEmpty()) {
                throw Refusals.invalidValue("Cidr", cidr, "This is not a valid CIDR block.");
            }
            blocks.put(cidr, entry.description() == null ? "" : entry.description());
        }
    }

    private static void checkSize(Map<String, String> blocks, ManagedPrefixList list) {
        if (blocks.size() > list.maxEntries()) {
            throw Refusals.badRequest(
                    "PrefixListMaxEntriesExceeded",
                    "You've reached the maximum number of entries for the prefix list.");
        }
    }

    public DescribeManagedPrefixListsResponse describe(DescribeManagedPrefixListsRequest request) {
        Pages.Page<ManagedPrefixList> page = world.prefixLists.page(
                request.prefixListIds(),
                filters.matching(request.filters()),
                PAGES,
                request.maxResults(),
                request.nextToken());
        return DescribeManagedPrefixListsResponse.builder()
                .prefixLists(page.items().stream().map(this::render).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private ManagedPrefixList render(ManagedPrefixList list) {
        return list.toBuilder().tags(world.tags.list(list.prefixListId())).build();
    }

    public DescribePrefixListsResponse describe(DescribePrefixListsRequest request) {
        Pages.Page<ManagedPrefixList> page = world.prefixLists.page(
                request.prefixListIds(),
                filters.matching(request.filters()).and(PrefixLists::isOfAws),
                PAGES,
                request.maxResults(),
                request.nextToken());
        return DescribePrefixListsResponse.builder()
                .prefixLists(page.items().stream().map(this::plain).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private PrefixList plain(ManagedPrefixList list) {
        return PrefixList.builder()
                .prefixListId(list.prefixListId())
                .prefixListName(list.prefixListName())
                .cidrs(entries.getOrDefault(list.prefixListId(), Map.of()).keySet())
                .build();
    }

    public GetManagedPrefixListEntriesResponse entries(GetManagedPrefixListEntriesRequest request) {
        String id = world.prefixLists.require(request.prefixListId()).prefixListId();
        List<PrefixListEntry> all = new ArrayList<>();
        entries.getOrDefault(id, Map.of())
                .forEach((cidr, description) -> all.add(PrefixListEntry.builder()
                        .cidr(cidr)
                        .description(description)
                        .build()));
        Pages.Page<PrefixListEntry> page = PAGES.of(all, request.maxResults(), request.nextToken());
        return GetManagedPrefixListEntriesResponse.builder()
                .entries(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    public ModifyManagedPrefixListResponse modify(ModifyManagedPrefixListRequest request) {
        ManagedPrefixList list = own(request.prefixListId());
        String id = list.prefixListId();
        if (request.currentVersion() != null && !request.currentVersion().equals(list.version())) {
            throw Refusals.badRequest("PrefixListVersionMismatch", "The prefix list has the incorrect version number.");
        }
        Map<String, String> blocks = new LinkedHashMap<>(entries.getOrDefault(id, Map.of()));
        request.removeEntries().forEach(entry -> blocks.remove(entry.cidr()));
        put(blocks, request.addEntries());
        boolean entriesChange =
                !request.addEntries().isEmpty() || !request.removeEntries().isEmpty();
        ManagedPrefixList changed = list.copy(b -> b.maxEntries(
                        request.maxEntries() == null ? list.maxEntries() : request.maxEntries())
                .prefixListName(request.prefixListName() == null ? list.prefixListName() : request.prefixListName())
                .version(entriesChange ? list.version() + 1 : list.version())
                .state(PrefixListState.MODIFY_COMPLETE));
        checkSize(blocks, changed);
        entries.put(id, blocks);
        world.prefixLists.update(id, old -> changed);
        return ModifyManagedPrefixListResponse.builder()
                .prefixList(render(changed))
                .build();
    }

    public DeleteManagedPrefixListResponse delete(DeleteManagedPrefixListRequest request) {
        ManagedPrefixList list = own(request.prefixListId());
        String id = list.prefixListId();
        boolean used = world.securityGroupRules.stream().anyMatch(rule -> id.equals(rule.prefixListId()))
                || world.routeTables.stream()
                        .flatMap(table -> table.routes().stream())
                        .anyMatch(route -> id.equals(route.destinationPrefixListId()));
        if (used) {
            throw Refusals.dependency("The prefix list '" + id + "' is referenced and cannot be deleted.");
        }
        entries.remove(id);
        world.remove(Kind.PREFIX_LIST, id);
        return DeleteManagedPrefixListResponse.builder()
                .prefixList(list.copy(b -> b.state(PrefixListState.DELETE_COMPLETE)))
                .build();
    }

    private ManagedPrefixList own(String id) {
        ManagedPrefixList list = world.prefixLists.require(id);
        if (isOfAws(list)) {
            throw Refusals.badRequest("OperationNotPermitted", "The prefix list '" + id + "' is managed by AWS.");
        }
        return list;
    }
}
