/** Small parts that screens are made of; each says in its first comment what it is for. */
export { CopyButton, copyAndTell, copyText } from './copy';
export { Dialog } from './Dialog';
export { ErrorPanel } from './ErrorPanel';
export { Foreign } from './Foreign';
export { Icon, type IconName } from './Icon';
export { Keys } from './Keys';
export { Menu, type MenuItem } from './Menu';
export { Popover } from './Popover';
export { Skeleton } from './Skeleton';
export { Tabs } from './Tabs';
export { useTitle } from './title';
export { Toasts, toast } from './toast';
