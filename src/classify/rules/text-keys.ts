/** Names of keys, fields and keyword arguments whose values are written for a reader; compared by keyWord. */
const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** In data files. */
export const TEXT_KEYS = words(
  "description descriptions summary title titles label help message messages text caption tooltip hint placeholder comment " +
    "comments note notes about documentation abstract readme footer headertext displayname heading subtitle shortdescription " +
    "longdescription purpose reason prompt deprecated deprecationmessage markdowndescription shortdesc longdesc shorthelp content " +
    "copyright author authors keywords defaultprompt instructions question answer rationale changelog defaultmessage arialabel " +
    "alt sitename sitedescription banner greeting license licence maintainer maintainers slogan tagline words ignorewords flagwords stopwords",
);

/** In code: keyword arguments, fields and entries. */
export const TEXT_KEYWORDS = words(
  "help description desc describe summary title label message msg text caption tooltip hint placeholder epilog about longabout " +
    "longhelp short long usage header footer verbosename verbosenameplural helptext doc reason placeholdertext arialabel alt prompt " +
    "content subtitle heading usagetext shorthelp explanation error details",
);
