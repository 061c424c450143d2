// standard: complete models of the three documents that most benchmarks of JSON read: twitter, citm_catalog and canada.
#pragma once

#include <descry/json.hpp>

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace data::twitter {

using text = std::string;
using number = std::int64_t;
using indices = std::array<number, 2>;

struct metadata {
    text result_type, iso_language_code;
    bool operator==(metadata const&) const = default;
};
BOOST_DESCRIBE_STRUCT(metadata, (), (result_type, iso_language_code))

struct url {
    text url_, expanded_url, display_url;
    twitter::indices indices{};
    bool operator==(url const&) const = default;
};
BOOST_DESCRIBE_STRUCT(url, (), (url_, expanded_url, display_url, indices))

struct urls {
    std::vector<url> urls_;
    bool operator==(urls const&) const = default;
};
BOOST_DESCRIBE_STRUCT(urls, (), (urls_))

struct user_entities {
    std::optional<urls> url;
    urls description;
    bool operator==(user_entities const&) const = default;
};
BOOST_DESCRIBE_STRUCT(user_entities, (), (url, description))

struct user {
    number id = 0;
    text id_str, name, screen_name, location, description;
    std::optional<text> url;
    user_entities entities;
    bool protected_ = false;
    number followers_count = 0, friends_count = 0, listed_count = 0;
    text created_at;
    number favourites_count = 0;
    std::optional<number> utc_offset;
    std::optional<text> time_zone;
    bool geo_enabled = false, verified = false;
    number statuses_count = 0;
    text lang;
    bool contributors_enabled = false, is_translator = false, is_translation_enabled = false;
    text profile_background_color, profile_background_image_url, profile_background_image_url_https;
    bool profile_background_tile = false;
    text profile_image_url, profile_image_url_https;
    std::optional<text> profile_banner_url;
    text profile_link_color, profile_sidebar_border_color, profile_sidebar_fill_color, profile_text_color;
    bool profile_use_background_image = false, default_profile = false, default_profile_image = false;
    bool following = false, follow_request_sent = false, notifications = false;
    bool operator==(user const&) const = default;
};
BOOST_DESCRIBE_STRUCT(user, (),
                      (id, id_str, name, screen_name, location, description, url, entities, protected_, followers_count,
                       friends_count, listed_count, created_at, favourites_count, utc_offset, time_zone, geo_enabled,
                       verified, statuses_count, lang, contributors_enabled, is_translator, is_translation_enabled,
                       profile_background_color, profile_background_image_url, profile_background_image_url_https,
                       profile_background_tile, profile_image_url, profile_image_url_https, profile_banner_url,
                       profile_link_color, profile_sidebar_border_color, profile_sidebar_fill_color, profile_text_color,
                       profile_use_background_image, default_profile, default_profile_image, following,
                       follow_request_sent, notifications))

struct hashtag {
    twitter::text text;
    twitter::indices indices{};
    bool operator==(hashtag const&) const = default;
};
BOOST_DESCRIBE_STRUCT(hashtag, (), (text, indices))

struct user_mention {
    text screen_name, name;
    number id = 0;
    text id_str;
    twitter::indices indices{};
    bool operator==(user_mention const&) const = default;
};
BOOST_DESCRIBE_STRUCT(user_mention, (), (screen_name, name, id, id_str, indices))

struct size {
    number w = 0, h = 0;
    text resize;
    bool operator==(size const&) const = default;
};
BOOST_DESCRIBE_STRUCT(size, (), (w, h, resize))

struct sizes {
    size medium, small, thumb, large;
    bool operator==(sizes const&) const = default;
};
BOOST_DESCRIBE_STRUCT(sizes, (), (medium, small, thumb, large))

struct media {
    number id = 0;
    text id_str;
    twitter::indices indices{};
    text media_url, media_url_https, url, display_url, expanded_url, type;
    twitter::sizes sizes;
    std::optional<number> source_status_id;
    std::optional<text> source_status_id_str;
    bool operator==(media const&) const = default;
};
BOOST_DESCRIBE_STRUCT(media, (),
                      (id, id_str, indices, media_url, media_url_https, url, display_url, expanded_url, type, sizes,
                       source_status_id, source_status_id_str))

struct entities {
    std::vector<hashtag> hashtags;
    std::vector<text> symbols;
    std::vector<url> urls;
    std::vector<user_mention> user_mentions;
    std::optional<std::vector<twitter::media>> media;
    bool operator==(entities const&) const = default;
};
BOOST_DESCRIBE_STRUCT(entities, (), (hashtags, symbols, urls, user_mentions, media))

/// A status as it is retweeted, which is no retweet itself.
struct tweet {
    twitter::metadata metadata;
    twitter::text created_at;
    number id = 0;
    twitter::text id_str, text, source;
    bool truncated = false;
    std::optional<number> in_reply_to_status_id;
    std::optional<twitter::text> in_reply_to_status_id_str;
    std::optional<number> in_reply_to_user_id;
    std::optional<twitter::text> in_reply_to_user_id_str, in_reply_to_screen_name;
    twitter::user user;
    std::optional<twitter::text> geo, coordinates, place, contributors;
    number retweet_count = 0, favorite_count = 0;
    twitter::entities entities;
    bool favorited = false, retweeted = false;
    std::optional<bool> possibly_sensitive;
    twitter::text lang;
    bool operator==(tweet const&) const = default;
};
BOOST_DESCRIBE_STRUCT(tweet, (),
                      (metadata, created_at, id, id_str, text, source, truncated, in_reply_to_status_id,
                       in_reply_to_status_id_str, in_reply_to_user_id, in_reply_to_user_id_str, in_reply_to_screen_name,
                       user, geo, coordinates, place, contributors, retweet_count, favorite_count, entities, favorited,
                       retweeted, possibly_sensitive, lang))

struct status : tweet {
    std::optional<tweet> retweeted_status;
    bool operator==(status const&) const = default;
};
BOOST_DESCRIBE_STRUCT(status, (tweet), (retweeted_status))

struct search_metadata {
    double completed_in = 0;
    number max_id = 0;
    text max_id_str, next_results, query, refresh_url;
    number count = 0, since_id = 0;
    text since_id_str;
    bool operator==(search_metadata const&) const = default;
};
BOOST_DESCRIBE_STRUCT(search_metadata, (),
                      (completed_in, max_id, max_id_str, next_results, query, refresh_url, count, since_id,
                       since_id_str))

struct document {
    std::vector<status> statuses;
    twitter::search_metadata search_metadata;
    bool operator==(document const&) const = default;
};
BOOST_DESCRIBE_STRUCT(document, (), (statuses, search_metadata))

/// Found for the types of this namespace, whose names are written as they are declared.
template <class T>
void is_declared_here(T const&);

}  // namespace data::twitter

template <>
inline constexpr std::string_view descry::renamed<& data::twitter::url::url_> = "url";
template <>
inline constexpr std::string_view descry::renamed<& data::twitter::urls::urls_> = "urls";
template <>
inline constexpr std::string_view descry::renamed<& data::twitter::user::protected_> = "protected";
template <class T>
    requires requires(T const& value) { is_declared_here(value); }
inline constexpr descry::object_policy descry::policy_of<T>{.names = descry::casing::as_declared};

namespace data::citm {

using text = std::string;
using number = std::int64_t;
using numbers = std::vector<number>;
template <class T>
using by_id = std::map<text, T>;

struct event {
    std::optional<text> description;
    number id = 0;
    std::optional<text> logo, name;
    numbers sub_topic_ids;
    std::optional<text> subject_code, subtitle;
    numbers topic_ids;
    bool operator==(event const&) const = default;
};
BOOST_DESCRIBE_STRUCT(event, (), (description, id, logo, name, sub_topic_ids, subject_code, subtitle, topic_ids))

struct price {
    number amount = 0, audience_sub_category_id = 0, seat_category_id = 0;
    bool operator==(price const&) const = default;
};
BOOST_DESCRIBE_STRUCT(price, (), (amount, audience_sub_category_id, seat_category_id))

struct area {
    number area_id = 0;
    numbers block_ids;
    bool operator==(area const&) const = default;
};
BOOST_DESCRIBE_STRUCT(area, (), (area_id, block_ids))

struct seat_category {
    std::vector<area> areas;
    number seat_category_id = 0;
    bool operator==(seat_category const&) const = default;
};
BOOST_DESCRIBE_STRUCT(seat_category, (), (areas, seat_category_id))

struct performance {
    number event_id = 0, id = 0;
    std::optional<text> logo, name;
    std::vector<price> prices;
    std::vector<seat_category> seat_categories;
    std::optional<text> seat_map_image;
    number start = 0;
    text venue_code;
    bool operator==(performance const&) const = default;
};
BOOST_DESCRIBE_STRUCT(performance, (),
                      (event_id, id, logo, name, prices, seat_categories, seat_map_image, start, venue_code))

struct catalog {
    by_id<text> area_names, audience_sub_category_names, block_names;
    by_id<event> events;
    std::vector<performance> performances;
    by_id<text> seat_category_names, sub_topic_names, subject_names, topic_names;
    by_id<numbers> topic_sub_topics;
    by_id<text> venue_names;
    bool operator==(catalog const&) const = default;
};
BOOST_DESCRIBE_STRUCT(catalog, (),
                      (area_names, audience_sub_category_names, block_names, events, performances, seat_category_names,
                       sub_topic_names, subject_names, topic_names, topic_sub_topics, venue_names))

}  // namespace data::citm

namespace data::canada {

struct geometry {
    std::string type;
    std::vector<std::vector<std::array<double, 2>>> coordinates;
    bool operator==(geometry const&) const = default;
};
BOOST_DESCRIBE_STRUCT(geometry, (), (type, coordinates))

struct properties {
    std::string name;
    bool operator==(properties const&) const = default;
};
BOOST_DESCRIBE_STRUCT(properties, (), (name))

struct feature {
    std::string type;
    canada::properties properties;
    canada::geometry geometry;
    bool operator==(feature const&) const = default;
};
BOOST_DESCRIBE_STRUCT(feature, (), (type, properties, geometry))

struct collection {
    std::string type;
    std::vector<feature> features;
    bool operator==(collection const&) const = default;
};
BOOST_DESCRIBE_STRUCT(collection, (), (type, features))

}  // namespace data::canada
