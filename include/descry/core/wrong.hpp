// wrong: the error messages for invalid declarations. Each name is a sentence, and its arguments give the place.
#pragma once

namespace descry {

/// Templates that are never defined. The compiler names one of them when `refuse` requires it to be complete.
namespace wrong {

template <class T>
struct type_is_not_described_with_boost_describe;
template <class E>
struct enum_is_not_described_with_boost_describe_enum;
template <class T>
struct type_is_not_supported;
template <class T, auto Member, class Held>
struct member_type_is_not_supported;
template <class T, auto Member, class MemberType>
struct type_of_member_is_not_described_with_boost_describe;
template <class T, auto Member, class E>
struct enum_of_member_is_not_described_with_boost_describe_enum;
template <class T, auto Member, auto Format>
struct member_has_no_such_format;
template <class T>
struct maybe_quoted_takes_an_integer_a_floating_point_number_or_a_descry_decimal;
template <class T, auto Member, auto OtherMember>
struct two_members_share_a_wire_name;
template <class T, auto... Member>
struct pointer_has_no_json_use_an_optional_or_a_unique_ptr;
template <class T, auto... Member>
struct c_array_has_no_json_use_a_std_array;
template <class T, auto... Member>
struct long_double_has_no_json_use_a_double_or_a_descry_decimal;
template <class T, auto... Member>
struct integer_is_wider_than_64_bits_use_a_descry_decimal;
template <class T, auto... Member>
struct wide_text_has_no_json_use_a_std_string;
template <class T, auto... Member>
struct bitset_has_no_json_use_a_vector_of_bool_or_an_integer;
template <class T, auto... Member>
struct single_std_byte_has_no_json_use_an_integer_or_a_vector_of_std_byte;
template <class T, auto... Member>
struct time_of_day_has_no_json_use_a_std_chrono_duration;
template <class T, auto... Member>
struct clock_has_no_calendar_use_a_time_of_std_chrono_system_clock;
template <class T, auto... Member>
struct duration_or_time_needs_an_integer_of_whole_seconds_or_of_nanoseconds;
template <class T, auto... Member>
struct key_of_a_map_is_neither_string_nor_integer_nor_scalar_nor_described_enum;
template <class T, auto... Member>
struct type_of_boost_json_needs_the_header_descry_json_boost_json_hpp;
template <class T>
struct type_without_a_default_constructor_is_read_by_read_json_into;
template <class T>
struct type_that_cannot_be_moved_is_read_by_read_json_into;
template <class T>
struct element_has_no_default_constructor;
template <class T>
struct element_of_a_contiguous_container_cannot_be_moved;
template <class T, auto... Member>
struct view_is_written_but_cannot_be_read_into;
template <class T, auto Member>
struct view_is_written_but_cannot_be_read_into_unless_its_format_is_descry_borrowed;
template <class T, auto Member>
struct borrowed_member_would_outlive_the_text_of_which_it_is_a_view;
template <class T, auto Member>
struct constant_member_cannot_be_read_into;
template <class T>
struct description_names_a_reference_a_bit_field_or_no_member;
template <class T>
struct virtual_base_has_no_fixed_place_in_the_objects_of_the_type;
template <class T>
struct base_of_the_type_occurs_more_than_once;
template <class T, auto... Member>
struct abstract_class_has_no_objects;
template <class T>
struct type_has_more_members_than_descry_reads;
template <class T>
struct type_has_more_than_one_extras;
template <class T>
struct type_has_more_than_one_etag;
template <class T, auto... Member>
struct etag_is_a_plain_member_of_a_model_and_has_no_json;
template <class E, E Enumerator, E OtherEnumerator>
struct two_enumerators_share_a_wire_name;
template <auto Member>
struct condition_names_a_member_twice_instead_of_once_with_all_values;
template <class Variant, class Alternative>
struct alternative_is_not_described_with_boost_describe;
template <class Variant, class Alternative>
struct alternative_is_not_supported;
template <class Variant, class Alternative>
struct enum_of_alternative_is_not_described_with_boost_describe_enum;
template <class Variant, class Alternative>
struct alternative_does_not_say_when_it_is_chosen;
template <class Variant, class Alternative, auto Member>
struct alternative_is_chosen_by_a_member_that_it_does_not_have;
template <class Variant, class Alternative, class OtherAlternative>
struct two_alternatives_are_the_default;
template <class Variant, class Alternative, class OtherAlternative>
struct two_alternatives_are_for_values_of_one_kind;

template <class Given, class GivenAsKey>
struct resource_has_the_key_in_place_of_the_model_and_the_model_in_place_of_the_key;
template <class Key, char... Parameter>
struct path_parameter_names_no_member_of_the_key;
template <class Key, char... Parameter>
struct path_parameter_is_given_twice;
template <class Key, auto Member>
struct member_of_the_key_is_not_a_path_parameter;
template <class Key, auto Member>
struct member_of_the_key_is_neither_string_nor_integer_nor_scalar;
template <char... Path>
struct path_does_not_begin_with_a_slash;
template <char... Path>
struct path_has_a_query_which_is_declared_by_with_query;
template <char... Path>
struct path_has_a_character_that_is_to_be_escaped;
template <char... Path>
struct path_has_a_parameter_that_is_empty_or_not_closed;
template <char... Path>
struct path_has_no_slash_before_a_parameter_that_keeps_its_slashes;

template <class Resource, auto VerbKind>
struct resource_does_not_declare_the_verb;
template <class Resource, class Verb>
struct resource_does_not_declare_this_verb;
template <class Model, class Given>
struct resource_of_the_model_lists_a_type_that_is_not_a_verb;
template <class Model, auto VerbKind>
struct resource_of_the_model_declares_a_verb_twice;
template <class Resource>
struct resource_declares_no_verb_that_starts_a_job;
template <class Status>
struct job_declares_no_function_that_recognizes_a_final_status;
template <class Resource>
struct job_is_finished_but_its_declaration_has_no_function_that_recognizes_a_success;
template <class Response, auto... Members>
struct link_to_the_status_is_not_a_string_in_the_response;
template <class Resource>
struct model_of_a_followed_update_cannot_be_copied;
template <class Resource>
struct resource_is_not_read_in_pages;
template <class Resource, auto Given, auto Needed>
struct number_of_ids_is_not_that_of_the_key;
template <class Model>
struct only_described_structs_can_be_merged;
template <class Model, auto... Members>
struct if_match_does_not_end_in_a_string_or_an_etag;
template <class Model, auto... Members>
struct if_match_does_not_use_the_etag_of_the_model;
template <class T>
struct text_of_an_error_is_neither_a_string_nor_an_integer;
template <class Model, auto... Members>
struct always_does_not_name_members_from_the_model_on;
template <class Model, auto VerbKind>
struct always_is_for_put_and_patch;
template <class Model, auto... Members>
struct if_match_in_query_does_not_name_members_from_the_model_on;
template <class Model, auto VerbKind>
struct if_match_in_query_is_for_put_patch_and_remove;
template <class Model, char... Method>
struct method_of_a_verb_is_not_a_token;
template <class Model, char... Method>
struct method_of_a_verb_is_case_sensitive_and_written_in_capitals;
template <class Model, auto VerbKind>
struct header_of_a_verb_is_malformed_or_one_that_descry_sets;
template <class Model, auto VerbKind>
struct then_read_is_for_put_and_patch_of_a_resource_with_get;
template <class Model, class Query>
struct query_of_then_read_is_not_that_of_the_get_of_the_resource;
template <class Model, class Read>
struct then_read_reads_the_model_but_the_get_of_the_resource_has_another_response;
template <class Model, auto... Members>
struct if_match_does_not_start_at_the_model;
template <class Model, class Given>
struct put_and_patch_take_a_condition_not_a_model;
template <class Model, class Given>
struct condition_argument_of_a_verb_is_not_a_condition;
template <class Model, auto VerbKind>
struct if_absent_is_for_verbs_that_create;
template <class Model, auto VerbKind>
struct or_create_is_for_put;
template <class Resource>
struct resource_declares_no_if_match_condition;
template <class Model>
struct function_of_modify_cannot_be_called_with_the_model;
template <class Resource>
struct modify_requires_an_existing_resource_but_its_update_is_declared_if_absent;
template <class Resource, class Read, class Sent>
struct modify_sends_what_it_reads_but_get_and_update_have_different_types;

template <class Page, auto... Members>
struct pages_are_declared_by_a_member_that_the_page_does_not_have;
template <class Model, auto VerbKind>
struct pages_are_read_by_get_or_action;
template <class Request, auto Cursor>
struct cursor_of_the_pages_is_not_a_member_of_the_request;
template <class Request, auto Cursor>
struct cursor_of_the_pages_has_another_type_in_the_request;
template <class Request>
struct request_of_the_pages_cannot_be_copied;
template <class Page, auto Items>
struct elements_of_the_pages_are_not_in_a_vector;
template <class Element, auto Member>
struct cursor_of_the_pages_is_not_a_member_of_their_elements;
template <class R, class Body>
struct body_of_an_upload_is_not_of_the_declared_kind;
template <class R>
struct descry_client_pages_hpp_is_not_included;
template <class R>
struct descry_client_stream_hpp_is_not_included;
template <class Page, auto... Members>
struct has_more_of_the_pages_is_not_a_boolean;
template <class Page, auto... Members>
struct link_or_token_of_the_next_page_is_not_a_string;
template <class Page, auto... Members>
struct total_of_the_pages_is_not_an_integer;
template <class Query, auto Member>
struct query_spells_the_parameter_of_the_pages_differently;
template <class Model, class Request>
struct form_is_not_made_of_a_described_struct;
template <class Model, class Request>
struct patch_of_changes_has_a_body_without_members;
template <class T, auto Member>
struct type_of_the_member_cannot_have_its_parameter_style;
template <class T, auto Member>
struct merge_key_names_no_member_of_the_elements;
template <class Returned>
struct function_that_stores_refresh_tokens_returns_neither_void_nor_descry_result_of_void;

}  // namespace wrong

namespace detail {

template <class Wrong>
struct printed_line {
    static_assert(sizeof(Wrong) != 0);
};

}  // namespace detail

/// Fails the compilation with one line that names `Wrong`, an incomplete type whose name describes the error. The
/// caller continues as if the declaration was valid, so that no other error follows.
template <class Wrong>
constexpr auto refuse()
{
    return detail::printed_line<Wrong>();
}

}  // namespace descry
